import type { ErrorCode } from './error-codes.js'
import type { ConflictReason } from './provider-error.js'

/** What a native error means in portable terms. */
export interface ErrorClass {
  code: ErrorCode
  nativeCode?: string | undefined
  retryable?: boolean | undefined
  reason?: ConflictReason | undefined
  /** True when nothing of the attempt took effect, so that a write may be repeated too. Never to be guessed. */
  notApplied?: boolean | undefined
  /** True for an `unavailable` or `timeout` that the store itself told, as with a deadlock: it is there. */
  answered?: boolean | undefined
  /** Set when the store throttles: milliseconds until the next attempt; 0 where it named no time. */
  retryAfterMs?: number | undefined
}

/** Tells what a native error means; `undefined` when the provider does not know it, which becomes `internal`. */
export type ErrorClassifier = (error: unknown) => ErrorClass | undefined
