import { httpRoutes, isWithin, tokenOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import type { Check } from './problem.js'

/**
 * No open prefix below a guarded one. MPS gives a token to whoever asks `/api/v1/authorize/redirection/<guid>`, so a
 * login that is open as a prefix opens the whole interface; as an exact path it opens itself alone.
 */
export const openUnderGuarded: Check = (spec) => {
  const routes = httpRoutes(spec)
  const guarded = routes.filter((route) => tokenOf(route) !== undefined && route.match.type === 'prefix')
  const open = routes.filter(
    (route) => tokenOf(route) === undefined && route.match.type === 'prefix' && route.openUnderGuarded !== true,
  )
  return open.flatMap((route) => {
    const above = guarded.find((one) => isBelow(route, one))
    return above === undefined ? [] : [message(route, above)]
  })
}

const isBelow = (route: HttpRoute, above: HttpRoute) =>
  route.match.path !== above.match.path && isWithin(route.match.path, above.match.path)

const message = ({ id, match }: HttpRoute, above: HttpRoute) =>
  `routes.${id}.match: prefix ${match.path} is open and lies under ${above.match.path}, which ${above.id} guards, so ` +
  'everything below it is open too; make it exact, or set openUnderGuarded: true if that is meant'
