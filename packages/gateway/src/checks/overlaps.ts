import type { CompleteSpec } from '../model/gateway-schema.js'
import { httpRoutes, methodsOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import type { Check } from './problem.js'

/** No request may fit two routes equally well: gateways would each choose differently. */
export const overlaps: Check = (spec) => {
  const routes = httpRoutes(spec)
  return routes.flatMap((route, index) =>
    routes
      .slice(index + 1)
      .filter((other) => isSamePlace(route, other))
      .flatMap((other) => clash(route, other, spec)),
  )
}

const isSamePlace = (one: HttpRoute, other: HttpRoute) =>
  one.match.path === other.match.path && one.match.type === other.match.type

function clash(route: HttpRoute, other: HttpRoute, spec: CompleteSpec): string[] {
  const taken = methodsOf(spec, other)
  const both = methodsOf(spec, route).filter((method) => taken.includes(method))
  if (both.length === 0) return []
  const place = `${route.match.type} ${route.match.path}`
  return [
    `routes.${other.id}.match: ${place} takes ${both.join(', ')} as ${route.id} does; keep one of them, or name other methods`,
  ]
}
