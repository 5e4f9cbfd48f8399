/** What a wrapped data key is bound to. A remote service takes it as its encryption context. */
export interface WrapContext {
  /** Path of the secret. */
  readonly path: string
}

/**
 * The seam behind which the master key lives: a local key file, a cloud's key service, a Vault transit key. Each secret
 * version has a data key of its own; only that data key is handed to the wrapper, so a secret of any size costs the
 * service 32 bytes, and a re-wrap never moves the secret itself.
 *
 * `wrap` and `unwrap` may be slow and may fail: they throw a `ProviderError` (`unavailable`, `permission-denied`, …),
 * and `internal` when what they are asked to unwrap was not made by this key for this context.
 */
export interface KeyWrapper {
  /** Names the key without revealing it: up to 200 printable ASCII characters, stored with each record. */
  readonly keyId: string
  /** Encrypts a data key of 32 bytes; answers printable ASCII without spaces. */
  wrap(dataKey: Uint8Array, context: WrapContext, signal?: AbortSignal): Promise<string>
  /** Gives the data key back, provided the context is the one it was wrapped in. */
  unwrap(wrapped: string, context: WrapContext, signal?: AbortSignal): Promise<Uint8Array>
  /** Lets go of connections and of what it remembers. */
  close?(): Promise<void>
}
