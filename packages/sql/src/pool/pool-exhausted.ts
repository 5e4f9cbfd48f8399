import { type PoolNumbers, ProviderError } from '@dmt-providers/core'

/** What a call is told that has waited so long for a connection of a pool whose connections are all in use. */
export function poolExhausted({ used, waiting }: PoolNumbers, max: number, waitMs: number): ProviderError {
  const since = new Date(Date.now() - waitMs).toISOString()
  return new ProviderError(
    'limit-exceeded',
    `no connection of the pool got free within ${waitMs} ms: ${used} of at most ${max} are in use, and ` +
      `${waiting} more calls wait; this one did since ${since}; raise poolMax, or find what takes so long`,
    { retryable: true, notApplied: true },
  )
}
