import type { Gateway } from '../model/gateway.js'
import { httpRoutes, methodsAtPath, methodsOf, timeoutsOf, tokenOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import type { TokenRule, TokenSource } from '../model/token-schema.js'
import { upstreamOf } from '../render/upstream-of.js'

/** The description in OpenAPI 2.0, the version whose paths may have `{name=**}`. */
export const openapi = (gateway: Gateway, host: string, keys: string) => ({
  swagger: '2.0',
  info: { title: gateway.name, version: '1.0.0' },
  host,
  schemes: ['https'],
  securityDefinitions: Object.fromEntries(gateway.tokens.map((rule) => [securityName(rule.id), security(rule, keys)])),
  paths: pathsOf(gateway),
})

/** The routes that the proxy can carry: it strips no prefix. */
export const carried = (gateway: Gateway): HttpRoute[] =>
  httpRoutes(gateway).filter(
    ({ match, upstreamPath }) => match.type === 'exact' || upstreamPath === undefined || upstreamPath === match.path,
  )

const securityName = (id: string) => id.replaceAll('-', '_')

const security = ({ id, issuer, key, sources }: TokenRule, keys: string) => ({
  type: 'oauth2',
  flow: 'implicit',
  authorizationUrl: '',
  'x-google-issuer': issuer,
  'x-google-jwks_uri': key.alg === 'RS256' ? key.jwksUri : `${keys}/${id}.json`,
  ...(key.alg === 'RS256' && key.audience !== undefined ? { 'x-google-audiences': key.audience } : {}),
  'x-google-jwt-locations': sources.flatMap(location),
})

function location(source: TokenSource): Record<string, string>[] {
  if (source.in === 'ws-subprotocol') return [{ header: 'Sec-WebSocket-Protocol' }]
  if (source.in === 'query') return [{ query: source.name }]
  if (source.in === 'cookie') return []
  return [{ header: source.name, ...(source.scheme === undefined ? {} : { value_prefix: `${source.scheme} ` }) }]
}

type Paths = Record<string, Record<string, object>>

/** Routes that share a path share its entry; no two of them take the same method. */
function pathsOf(gateway: Gateway): Paths {
  const paths: Paths = {}
  for (const route of carried(gateway)) {
    for (const { path, below } of placesOf(route))
      paths[path] = { ...paths[path], ...operations(gateway, route, below) }
  }
  return paths
}

function placesOf({ match: { path, type } }: HttpRoute): { path: string; below: boolean }[] {
  const here = { path, below: false }
  if (type === 'exact') return [here]
  return [here, { path: `${path === '/' ? '' : path}/{path=**}`, below: true }]
}

const operations = (gateway: Gateway, route: HttpRoute, below: boolean) =>
  Object.fromEntries(
    (below ? methodsOf : methodsAtPath)(gateway, route).map((method) => [
      method.toLowerCase(),
      operation(gateway, route, method, below),
    ]),
  )

function operation(gateway: Gateway, route: HttpRoute, method: string, below: boolean) {
  const token = tokenOf(route)
  const name = `${route.id}-${method.toLowerCase()}${below ? '-below' : ''}`
  return {
    operationId: name.replaceAll('-', '_'),
    ...(below ? { parameters: [{ name: 'path', in: 'path', type: 'string', required: true }] } : {}),
    security: token === undefined ? [] : [{ [securityName(token)]: [] }],
    'x-google-backend': backend(gateway, route),
    responses: { '200': { description: 'the answer of the service' } },
  }
}

function backend(gateway: Gateway, route: HttpRoute) {
  const { host, port, tls } = upstreamOf(gateway, route)
  const { responseMs, idleMs } = timeoutsOf(route)
  const { upstreamPath } = route
  return {
    address: `${tls ? 'https' : 'http'}://${host}:${port}${route.match.type === 'exact' ? (upstreamPath ?? '') : ''}`,
    path_translation:
      route.match.type === 'exact' && upstreamPath !== undefined ? 'CONSTANT_ADDRESS' : 'APPEND_PATH_TO_ADDRESS',
    deadline: (route.kind === 'websocket' ? idleMs : responseMs) / 1000,
    // The proxy would put a Google identity token in place of the caller's.
    disable_auth: true,
  }
}
