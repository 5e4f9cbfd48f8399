import type { Gateway } from '../model/gateway.js'
import { httpRoutes, methodsAtPath, methodsOf, timeoutsOf, tokenOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import type { TokenRule } from '../model/token-schema.js'
import { upstreamOf } from '../render/upstream-of.js'
import { enforcedTokens, identitySources } from './authorizers.js'
import { overwrittenPath, type Place, placesOf, timeoutOf } from './http-api.js'

/**
 * The HTTP API as OpenAPI 3.0.1 with Amazon's extensions, for Terraform's `templatefile` or `envsubst`: what only the
 * deployment knows is a `${name}`.
 */
export const openapi = (gateway: Gateway) => ({
  openapi: '3.0.1',
  info: { title: gateway.name, version: '1.0.0' },
  paths: pathsOf(gateway),
  components: {
    securitySchemes: Object.fromEntries(enforcedTokens(gateway).map((rule) => [rule.id, scheme(rule)])),
  },
  ...(gateway.cors === undefined ? {} : { 'x-amazon-apigateway-cors': corsOf(gateway.cors) }),
})

const corsOf = (cors: NonNullable<Gateway['cors']>) => ({
  allowOrigins: cors.origins,
  allowMethods: cors.methods,
  allowHeaders: cors.headers,
  exposeHeaders: cors.exposeHeaders,
  allowCredentials: cors.credentials,
  maxAge: cors.maxAgeSeconds,
})

/** The name of what the deployment has to fill in. */
const filledIn = (...names: string[]) => `\${${names.join('_').replaceAll('-', '_')}}`

function scheme({ id, issuer, sources, key }: TokenRule) {
  const identitySource = identitySources(sources)
  if (key.alg === 'RS256') {
    const jwtConfiguration = { issuer, audience: key.audience === undefined ? [] : [key.audience] }
    const authorizer = { type: 'jwt', identitySource: identitySource[0], jwtConfiguration }
    return { type: 'openIdConnect', openIdConnectUrl: discovery(issuer), 'x-amazon-apigateway-authorizer': authorizer }
  }
  return {
    ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      authorizerResultTtlInSeconds: 0,
      authorizerUri: filledIn(id, 'authorizer_uri'),
      // With several places none may be named, or a request without all of them would be refused.
      ...(sources.length === 1 ? { identitySource: identitySource[0] } : {}),
    },
  }
}

const discovery = (issuer: string) => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** Routes that share a path share its entry; no two of them take the same method. */
function pathsOf(gateway: Gateway): Record<string, object> {
  const paths: Record<string, object> = {}
  for (const route of httpRoutes(gateway).filter(({ kind }) => kind === 'http')) {
    for (const place of placesOf(route))
      paths[place.path] = { ...paths[place.path], ...operations(gateway, route, place) }
  }
  return paths
}

function operations(gateway: Gateway, route: HttpRoute, place: Place) {
  const methods = (place.suffix === '' ? methodsAtPath : methodsOf)(gateway, route)
  const token = tokenOf(route)
  return Object.fromEntries(
    methods.map((method) => [
      method.toLowerCase(),
      {
        operationId: `${route.id}-${method.toLowerCase()}${place.suffix === '' ? '' : '-below'}`,
        ...(place.suffix === '' ? {} : { parameters: [proxyParameter] }),
        ...(token === undefined ? {} : { security: [{ [token]: [] }] }),
        responses: { default: { description: 'the answer of the service' } },
        'x-amazon-apigateway-integration': integration(gateway, route, place),
      },
    ]),
  )
}

const proxyParameter = { name: 'proxy+', in: 'path', required: true, schema: { type: 'string' } }

function integration(gateway: Gateway, route: HttpRoute, place: Place) {
  const { id, host, tls } = upstreamOf(gateway, route)
  const path = overwrittenPath(route, place)
  return {
    type: 'http_proxy',
    httpMethod: 'ANY',
    uri: filledIn(id, 'target'),
    connectionType: 'VPC_LINK',
    connectionId: filledIn('vpc_link_id'),
    payloadFormatVersion: '1.0',
    timeoutInMillis: timeoutOf(timeoutsOf(route).responseMs),
    ...(path === undefined ? {} : { requestParameters: { 'overwrite:path': path } }),
    ...(tls ? { tlsConfig: { serverNameToVerify: host } } : {}),
  }
}
