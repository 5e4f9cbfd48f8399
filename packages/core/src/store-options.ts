/** Options that every store takes beside its provider's own. */
export interface StoreOptions {
  /** Milliseconds that one call may take, attempts and pauses included. Default 30,000. */
  timeoutMs?: number | undefined
  /** Attempts after the first on transient failures, of what is safe to repeat. Default 3; 0 for none. */
  retries?: number | undefined
}
