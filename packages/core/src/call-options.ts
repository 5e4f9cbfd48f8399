/** Options that every call of every contract takes. */
export interface CallOptions {
  /** Ends the call with `aborted`. What the store does with a write under way is then unknown. */
  signal?: AbortSignal | undefined
  /** Milliseconds until the call ends with `timeout`, attempts and pauses included. Default: the store's own. */
  timeoutMs?: number | undefined
}
