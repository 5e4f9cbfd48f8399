import { ProviderError } from '../provider-error.js'
import type { StoreOptions } from '../store-options.js'

/** How long a secret store answers from memory. Absent is never kept, so a secret that appears is seen at once. */
export interface SecretsCacheOptions {
  /** Milliseconds that a secret is answered without asking the store. Default 5,000. */
  ttlMs?: number | undefined
  /**
   * Milliseconds after that in which it is still answered while the store cannot be reached (`unavailable` and
   * `timeout`, never a refusal). Default 60,000; 0 for never.
   */
  staleMs?: number | undefined
  /** Memory for paths and secrets as JSON text, in bytes; the one not read for the longest time goes first. Default 16 MiB. */
  maxBytes?: number | undefined
}

/** Options that every secret store takes beside its provider's own. */
export interface SecretsStoreOptions extends StoreOptions {
  /** Keeps secrets in memory for a short time; `false`, the default, keeps none. */
  cache?: SecretsCacheOptions | false | undefined
  /** Calls that may be with the store at once; the others wait within their deadline. Default 64. */
  maxConcurrent?: number | undefined
}

/** The same with every default filled in. */
export type CacheLimits = Readonly<Record<keyof SecretsCacheOptions, number>>

/** Fills in the defaults; `undefined` when nothing is kept. Throws `invalid-options`. */
export function cacheLimits({ cache }: SecretsStoreOptions): CacheLimits | undefined {
  if (cache === undefined || cache === false) return undefined
  const { ttlMs = 5_000, staleMs = 60_000, maxBytes = 16 * 1024 * 1024 } = cache
  const limits = { ttlMs, staleMs, maxBytes }
  for (const [name, value] of Object.entries(limits)) checkWhole(`cache.${name}`, value, 0)
  return ttlMs === 0 ? undefined : limits
}

/** Calls at once. Throws `invalid-options`. */
export function slotsOf({ maxConcurrent = 64 }: SecretsStoreOptions): number {
  return checkWhole('maxConcurrent', maxConcurrent, 1)
}

function checkWhole(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new ProviderError('invalid-options', `${name} is ${value}; give a whole number of ${least} or more`)
}
