import { type Gateway, GatewayError } from '../../src/index.js'
import { methods } from '../../src/model/methods.js'
import { httpRoutes, isWithin, methodsOf } from '../../src/model/route-reading.js'
import type { HttpRoute } from '../../src/model/route-schema.js'
import { tykApis } from '../../src/tyk/tyk-apis.js'
import type { SampleRequest } from '../requests.js'

/**
 * Requests that Tyk answers in its own way, as docs/gateway-tyk.md says: a prefix's slash alone, other methods and
 * paths at and below a websocket's, methods of no route, OPTIONS that is no preflight,
 * what only begins like a listen path, and other methods and paths below an exact route with an API of its own.
 */
export function tykExcepts(gateway: Gateway, { method, path, preflight }: SampleRequest): boolean {
  const [bare = ''] = path.split('?')
  const routes = httpRoutes(gateway)
  const sockets = routes.filter(({ kind, match }) => kind === 'websocket' && isWithin(bare, match.path))
  return (
    (method === 'OPTIONS' && !preflight && gateway.cors !== undefined) ||
    routes.some(({ match }) => match.path !== '/' && bare === `${match.path}/`) ||
    routes.some(({ match }) => bare.startsWith(match.path) && !isWithin(bare, match.path)) ||
    !methods.some((known) => known === method) ||
    tykApis(gateway).some(({ route }) => isRefusedBy(gateway, route, method, bare)) ||
    sockets.some(({ match }) => match.path !== bare || method !== 'GET')
  )
}

function isRefusedBy(gateway: Gateway, route: HttpRoute, method: string, path: string): boolean {
  if (route.match.type !== 'exact' || !isWithin(path, route.match.path)) return false
  return path !== route.match.path || !methodsOf(gateway, route).some((one) => one === method)
}

/** False for a description that cannot be rendered for Tyk. */
export function tykTakes(gateway: Gateway): boolean {
  try {
    tykApis(gateway)
    return true
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'unsupported') return false
    throw error
  }
}
