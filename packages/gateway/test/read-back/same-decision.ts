import type { Decision, Gateway } from '../../src/index.js'

/**
 * A decision as a rendered file can tell it: the upstream by host, and open whether or not the upstream checks, which
 * no gateway knows.
 */
export function tellable(gateway: Gateway, decision: Decision): Decision {
  if (decision.outcome !== 'forward') return decision
  const host = gateway.upstreams.find(({ id }) => id === decision.upstream)?.host ?? ''
  return { ...decision, upstream: host, auth: typeof decision.auth === 'object' ? decision.auth : 'none' }
}
