/**
 * Every portable error code. What each one promises:
 *
 * - `not-found`: a row or record that the call needed is positively absent.
 * - `conflict`: a uniqueness or reference rule refused the write; `reason` says which.
 * - `stale-version`: the expected version is not the current one.
 * - `invalid-argument`: the caller's value can never work; the message names the parameter and the fix.
 * - `invalid-options`: an option, URL or environment value can never work.
 * - `unauthenticated` / `permission-denied`: the store answered and said no.
 * - `unavailable`: the store could not be reached, is sealed, failing over, or shutting down.
 * - `timeout` / `aborted`: the deadline passed, or the caller's signal fired; the outcome of a write is unknown.
 * - `limit-exceeded`: a pool, quota, rate or size limit of the store.
 * - `unsupported`: the provider does not claim this, or the stored data is from a newer release.
 * - `closed`: the store was closed.
 * - `internal`: anything else; stored data that cannot be trusted is reported so too.
 */
export const errorCodes = [
  'not-found',
  'conflict',
  'stale-version',
  'invalid-argument',
  'invalid-options',
  'unauthenticated',
  'permission-denied',
  'unavailable',
  'timeout',
  'aborted',
  'limit-exceeded',
  'unsupported',
  'closed',
  'internal',
] as const

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number]
