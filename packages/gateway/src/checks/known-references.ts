import { httpRoutes, tokenOf } from '../model/route-reading.js'
import type { Check } from './problem.js'

/** Every route goes to an upstream that is described, and names a token rule that is. */
export const knownReferences: Check = (spec) => {
  const upstreams = spec.upstreams.map(({ id }) => id)
  const tokens = spec.tokens.map(({ id }) => id)
  const lost = spec.routes.filter(({ to }) => !upstreams.includes(to))
  const unguarded = httpRoutes(spec).filter((route) => !tokens.includes(tokenOf(route) ?? tokens[0] ?? ''))
  return [
    ...lost.map(({ id, to }) => `routes.${id}.to: there is no upstream "${to}"; ${known('upstreams', upstreams)}`),
    ...unguarded
      .filter((route) => tokenOf(route) !== undefined)
      .map(
        (route) => `routes.${route.id}.auth: there is no token rule "${tokenOf(route)}"; ${known('tokens', tokens)}`,
      ),
  ]
}

const known = (field: string, ids: string[]) =>
  ids.length === 0 ? `add it to ${field}` : `add it to ${field}, or use one of ${ids.join(', ')}`
