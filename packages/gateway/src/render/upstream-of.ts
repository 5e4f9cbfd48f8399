import { GatewayError } from '../gateway-error.js'
import type { Gateway } from '../model/gateway.js'
import type { HttpRoute, TcpRoute } from '../model/route-schema.js'
import type { TokenRule } from '../model/token-schema.js'
import type { Upstream } from '../model/upstream-schema.js'

/** The upstream of a route, which `defineGateway` has made sure of. */
export function upstreamOf({ upstreams }: Gateway, { id, to }: HttpRoute | TcpRoute): Upstream {
  const found = upstreams.find((one) => one.id === to)
  if (found === undefined) throw new GatewayError('invalid-spec', [`routes.${id}.to: there is no upstream "${to}"`])
  return found
}

/** The token rule that a route enforces, if it enforces one. */
export const tokenRuleOf = ({ tokens }: Gateway, { auth }: HttpRoute): TokenRule | undefined =>
  typeof auth === 'object' ? tokens.find(({ id }) => id === auth.token) : undefined
