import { GatewayError } from '../gateway-error.js'
import type { Gateway } from '../model/gateway.js'
import { httpRoutes, isWithin, tokenOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'

/** One API: the route that owns its listen path, and the exact routes that are operations of it. */
export interface TykApi {
  route: HttpRoute
  operations: HttpRoute[]
}

/**
 * An exact route becomes an operation of the prefix around it: Tyk picks the API by listen path alone, so with an API of
 * its own the login of Console would take `/api/v1/authorize/redirection` along, and refuse it.
 */
export function tykApis(gateway: Gateway): TykApi[] {
  const routes = httpRoutes(gateway)
  for (const route of routes) refuseMethods(route)
  const owners = new Map(routes.map((route) => [route, ownerOf(route, routes)]))
  const apis = routes
    .filter((route) => owners.get(route) === undefined)
    .map((route) => ({ route, operations: routes.filter((one) => owners.get(one) === route) }))
  refuseSharedPaths(apis)
  return apis
}

/** Tyk gives a listen path, with everything and every method below it, to one API. */
function refuseSharedPaths(apis: TykApi[]): void {
  const shared = apis.filter(({ route }, index) =>
    apis.slice(0, index).some((one) => one.route.match.path === route.match.path),
  )
  const [first] = shared
  if (first === undefined) return
  throw new GatewayError('unsupported', [
    `routes.${first.route.id}.match.path: another route listens on ${first.route.match.path} too, and Tyk gives a listen path to one API; guard both by the same token rule below a prefix, or give them different paths`,
  ])
}

function ownerOf(route: HttpRoute, routes: HttpRoute[]): HttpRoute | undefined {
  if (route.kind !== 'http' || route.match.type !== 'exact') return undefined
  const around = routes
    .filter(({ kind, match }) => kind === 'http' && match.type === 'prefix' && isWithin(route.match.path, match.path))
    .sort((a, b) => b.match.path.length - a.match.path.length)[0]
  if (around === undefined) return undefined
  // An operation can be freed of its API's token, and cannot ask for another.
  const token = tokenOf(route)
  return token === undefined || token === tokenOf(around) ? around : undefined
}

function refuseMethods({ id, match }: HttpRoute): void {
  if (match.type === 'exact' || match.methods === undefined) return
  throw new GatewayError('unsupported', [
    `routes.${id}.match.methods: Tyk limits the methods of a path and not of what is below it; leave methods out for this prefix`,
  ])
}
