import type { Gateway } from '../model/gateway.js'
import { isWithin, methodsOf, routesByPrecedence, tcpRoutes } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { normalisePath } from './normalise-path.js'

/** What of a request decides its way: a method and path, or the TCP port of a connection. */
export type GatewayRequest =
  | {
      method: string
      /** Path, with the query if there is one. */
      path: string
      /** True for an OPTIONS that names an origin and the method that is to follow. */
      preflight?: boolean
    }
  | { port: number }

/** What becomes of a request. */
export type Decision =
  | {
      outcome: 'forward'
      /** Id of the route. */
      route: string
      /** Id of the upstream. */
      upstream: string
      /** Path and query that the upstream sees; none for TCP. */
      path?: string
      /** What stands before it: nothing, the upstream's own check, or a token rule by id. */
      auth: 'none' | 'upstream' | { token: string }
    }
  /** The gateway answers itself, for the route of that id. */
  | { outcome: 'preflight'; route: string }
  | { outcome: 'not-found' }

/**
 * The reference router: what a request meets. An exact route wins over prefixes and a longer prefix over a shorter
 * one, among the routes that take the method. Every renderer is tested against it.
 */
export function matches(gateway: Gateway, request: GatewayRequest): Decision {
  if ('port' in request) return byPort(gateway, request.port)
  const [path = '', query] = splitQuery(request.path)
  const normal = normalisePath(path)
  const route = routesByPrecedence(gateway).find(
    (one) => methodsOf(gateway, one).some((method) => method === request.method) && takesPath(one, normal),
  )
  if (route === undefined) return { outcome: 'not-found' }
  const isPreflight = request.preflight === true && request.method === 'OPTIONS'
  if (isPreflight && gateway.cors !== undefined) return { outcome: 'preflight', route: route.id }
  return {
    outcome: 'forward',
    route: route.id,
    upstream: route.to,
    path: upstreamPath(route, normal) + query,
    auth: route.auth,
  }
}

function byPort(gateway: Gateway, port: number): Decision {
  const route = tcpRoutes(gateway).find((one) => one.port === port)
  if (route === undefined) return { outcome: 'not-found' }
  return { outcome: 'forward', route: route.id, upstream: route.to, auth: 'upstream' }
}

const takesPath = ({ match }: HttpRoute, path: string) =>
  match.type === 'exact' ? path === match.path : isWithin(path, match.path)

function upstreamPath({ match, upstreamPath: replacement }: HttpRoute, path: string): string {
  if (replacement === undefined) return path
  const rest = match.path === '/' ? path : path.slice(match.path.length)
  return replacement === '/' ? rest || '/' : replacement + (match.path === '/' && rest === '/' ? '' : rest)
}

function splitQuery(path: string): [string, string] {
  const mark = path.indexOf('?')
  return mark < 0 ? [path, ''] : [path.slice(0, mark), path.slice(mark)]
}
