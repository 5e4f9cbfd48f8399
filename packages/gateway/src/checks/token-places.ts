import { httpRoutes, tokenOf } from '../model/route-reading.js'
import type { Check } from './problem.js'

/** A guarded route can be reached: its requests can carry the token at one of the places that its rule names. */
export const tokenPlaces: Check = (spec) =>
  httpRoutes(spec).flatMap((route) => {
    const rule = spec.tokens.find(({ id }) => id === tokenOf(route))
    if (route.kind !== 'http' || rule === undefined) return []
    return rule.sources.some((source) => source.in !== 'ws-subprotocol')
      ? []
      : [
          `routes.${route.id}.auth: token rule "${rule.id}" is read from a websocket's subprotocol alone, which an http route has not; add a source to the rule`,
        ]
  })
