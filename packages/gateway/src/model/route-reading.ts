import type { CompleteSpec } from './gateway-schema.js'
import { type Method, methods } from './methods.js'
import type { HttpRoute, TcpRoute } from './route-schema.js'

/** The routes by path, in the order of the description. */
export const httpRoutes = (spec: Pick<CompleteSpec, 'routes'>): HttpRoute[] =>
  spec.routes.filter((route) => route.kind !== 'tcp')

/** The routes by port, in the order of the description. */
export const tcpRoutes = (spec: Pick<CompleteSpec, 'routes'>): TcpRoute[] =>
  spec.routes.filter((route) => route.kind === 'tcp')

/** The methods that a route takes. With CORS also OPTIONS, so that its preflight meets the route and not another. */
export function methodsOf(spec: Pick<CompleteSpec, 'cors'>, { kind, match }: HttpRoute): Method[] {
  if (kind === 'websocket') return ['GET']
  if (match.methods === undefined) return [...methods]
  const wanted: Method[] = spec.cors === undefined ? match.methods : [...match.methods, 'OPTIONS']
  return methods.filter((method) => wanted.includes(method))
}

/**
 * The methods that a route takes at its own path, where gateways that list paths and methods one by one would find a
 * prefix and an exact route of that path alike: those that the exact one has are its own.
 */
export function methodsAtPath(spec: Pick<CompleteSpec, 'cors' | 'routes'>, route: HttpRoute): Method[] {
  const exact = httpRoutes(spec).filter((one) => one !== route && isExactAt(one, route.match.path))
  const taken = exact.flatMap((one) => methodsOf(spec, one))
  return methodsOf(spec, route).filter((method) => route.match.type === 'exact' || !taken.includes(method))
}

const isExactAt = ({ match }: HttpRoute, path: string) => match.type === 'exact' && match.path === path

/** The routes by path, the one that wins first: exact before prefix, and longer before shorter. */
export const routesByPrecedence = (spec: Pick<CompleteSpec, 'routes'>): HttpRoute[] =>
  httpRoutes(spec).sort(
    (a, b) =>
      Number(b.match.type === 'exact') - Number(a.match.type === 'exact') || b.match.path.length - a.match.path.length,
  )

/** True for the path itself and what is below it. */
export const isWithin = (path: string, prefix: string): boolean =>
  prefix === '/' || path === prefix || path.startsWith(`${prefix}/`)

/** The timeouts of a route with their defaults, in milliseconds. */
export const timeoutsOf = ({ timeouts = {} }: HttpRoute) => ({
  connectMs: timeouts.connectMs ?? 5_000,
  responseMs: timeouts.responseMs ?? 60_000,
  idleMs: timeouts.idleMs ?? 3_600_000,
})

/** The token rule that a route enforces, by id. */
export const tokenOf = ({ auth }: HttpRoute): string | undefined => (typeof auth === 'object' ? auth.token : undefined)
