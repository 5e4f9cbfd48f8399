import type { Gateway } from '../../src/index.js'
import { methods } from '../../src/model/methods.js'
import { httpRoutes, isWithin } from '../../src/model/route-reading.js'
import type { SampleRequest } from '../requests.js'

/**
 * Requests that Tyk answers in its own way, as docs/gateway-tyk.md says: a prefix's slash alone, other methods and
 * paths at and below a websocket's, methods of no route, OPTIONS that is no preflight,
 * and what only begins like a listen path.
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
    sockets.some(({ match }) => match.path !== bare || method !== 'GET')
  )
}
