import type { Gateway } from '../model/gateway.js'
import type { Cors } from '../model/gateway-schema.js'
import { methods } from '../model/methods.js'
import { httpRoutes, methodsAtPath, methodsOf, timeoutsOf, tokenOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { upstreamOf } from '../render/upstream-of.js'
import { authorizerId } from './authorizers.js'
import { logicalId, type Resource, type Resources, ref } from './template.js'

/** The HTTP API: one integration per place of a route, and one route per place and method. */
export function httpApi(gateway: Gateway): Resources {
  const routes = httpRoutes(gateway).filter(({ kind }) => kind === 'http')
  const places = Object.assign({}, ...routes.map((route) => routeResources(gateway, route)))
  return { Api: api(gateway), VpcLink: vpcLink(gateway), ...places, Stage: stage(gateway, routes, Object.keys(places)) }
}

const api = ({ name, cors }: Gateway): Resource => ({
  Type: 'AWS::ApiGatewayV2::Api',
  Properties: { Name: name, ProtocolType: 'HTTP', ...(cors === undefined ? {} : { CorsConfiguration: corsOf(cors) }) },
})

const corsOf = (cors: Cors) => ({
  AllowOrigins: cors.origins,
  AllowMethods: cors.methods,
  AllowHeaders: cors.headers,
  ...(cors.exposeHeaders.length === 0 ? {} : { ExposeHeaders: cors.exposeHeaders }),
  AllowCredentials: cors.credentials,
  MaxAge: cors.maxAgeSeconds,
})

const vpcLink = ({ name }: Gateway): Resource => ({
  Type: 'AWS::ApiGatewayV2::VpcLink',
  Properties: { Name: name, SubnetIds: ref('PrivateSubnets'), SecurityGroupIds: ref('SecurityGroups') },
})

/** Where a route is in the API: the suffix of its names, its path, and what follows the rewritten path. */
export interface Place {
  suffix: string
  path: string
  rest: string
}

/** The places of a route: the path itself, and for a prefix what is below it. */
export function placesOf({ match: { path, type } }: HttpRoute): Place[] {
  const exact = { suffix: '', path, rest: '' }
  if (type === 'exact') return [exact]
  return [exact, { suffix: 'Below', path: `${path === '/' ? '' : path}/{proxy+}`, rest: '/$request.path.proxy' }]
}

function routeResources(gateway: Gateway, route: HttpRoute): Resources {
  return Object.assign(
    {},
    ...placesOf(route).map((place) => {
      const integration = `${logicalId(route.id)}${place.suffix}Integration`
      return {
        [integration]: integrationOf(gateway, route, place),
        ...methodRoutes(gateway, route, place, integration),
      }
    }),
  )
}

/** The path that replaces that of the request, where the route has another. */
export function overwrittenPath({ upstreamPath }: HttpRoute, { rest }: Place): string | undefined {
  if (upstreamPath === undefined) return undefined
  return upstreamPath === '/' ? rest || '/' : `${upstreamPath}${rest}`
}

/** The bounds of API Gateway itself are 50 ms and 30 s. */
export const timeoutOf = (ms: number): number => Math.max(50, Math.min(30_000, ms))

function integrationOf(gateway: Gateway, route: HttpRoute, place: Place): Resource {
  const { id, host, tls } = upstreamOf(gateway, route)
  const path = overwrittenPath(route, place)
  return {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref('Api'),
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'ANY',
      IntegrationUri: ref(`${logicalId(id)}Target`),
      ConnectionType: 'VPC_LINK',
      ConnectionId: ref('VpcLink'),
      PayloadFormatVersion: '1.0',
      TimeoutInMillis: timeoutOf(timeoutsOf(route).responseMs),
      ...(path === undefined ? {} : { RequestParameters: { 'overwrite:path': path } }),
      ...(tls ? { TlsConfig: { ServerNameToVerify: host } } : {}),
    },
  }
}

/** `ANY` would also take methods that no route of the model takes, but a route per method is what limits it to them. */
function methodRoutes(
  gateway: Gateway,
  route: HttpRoute,
  place: { suffix: string; path: string },
  integration: string,
) {
  const token = tokenOf(route)
  return Object.fromEntries(
    (place.suffix === '' ? methodsAtPath : methodsOf)(gateway, route).map((method): [string, Resource] => [
      `${logicalId(route.id)}${place.suffix}${logicalId(method)}`,
      {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: ref('Api'),
          RouteKey: `${method} ${place.path}`,
          Target: { 'Fn::Sub': `integrations/\${${integration}}` },
          ...(token === undefined ? {} : authorization(gateway, token)),
        },
      },
    ]),
  )
}

function authorization({ tokens }: Gateway, token: string) {
  const isJwt = tokens.some(({ id, key }) => id === token && key.alg === 'RS256')
  return { AuthorizationType: isJwt ? 'JWT' : 'CUSTOM', AuthorizerId: ref(authorizerId(token)) }
}

const seconds = { second: 1, minute: 60, hour: 3600 }

function stage(gateway: Gateway, routes: HttpRoute[], resources: string[]): Resource {
  const limited = routes.flatMap((route) => {
    const { rateLimit } = route
    if (rateLimit === undefined) return []
    const settings = {
      ThrottlingBurstLimit: rateLimit.requests,
      ThrottlingRateLimit: rateLimit.requests / seconds[rateLimit.per],
    }
    const keys = placesOf(route).flatMap(({ path, suffix }) =>
      (suffix === '' ? methodsAtPath : methodsOf)(gateway, route).map((method) => `${method} ${path}`),
    )
    return keys.map((key) => [key, settings])
  })
  return {
    Type: 'AWS::ApiGatewayV2::Stage',
    // A setting of a route that is not there yet is refused.
    DependsOn: resources.filter((name) => methods.some((method) => name.endsWith(logicalId(method)))),
    Properties: {
      ApiId: ref('Api'),
      StageName: '$default',
      AutoDeploy: true,
      ...(limited.length === 0 ? {} : { RouteSettings: Object.fromEntries(limited) }),
    },
  }
}
