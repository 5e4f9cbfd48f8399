import type { Call } from '../call.js'
import type { ErrorClassifier } from '../error-classifier.js'
import type { Expected } from '../secrets/secrets-driver.js'
import type { ConfigEntry } from './config-entry.js'

/** What a config provider claims. What it does not claim, the store refuses with `unsupported`. */
export interface ConfigCapabilities {
  /** `put` honours an expected version. */
  readonly compareAndSet: boolean
  /** `watch` answers changes as they happen. */
  readonly watch: boolean
}

/** What a config provider writes: small, without policy. */
export interface ConfigDriver {
  /** Provider name for errors: `etcd`. */
  readonly provider: string
  /** Product name for telemetry. */
  readonly system: string
  readonly capabilities: ConfigCapabilities
  readonly classify: ErrorClassifier
  get(key: string, call: Call): Promise<ConfigEntry | undefined>
  /** Every entry whose key starts with `prefix`, in any order. */
  list(prefix: string, call: Call): Promise<ConfigEntry[]>
  /** Writes and answers the new version; `undefined` when `expected` did not hold and nothing was written. */
  put(key: string, value: string, expected: Expected | undefined, call: Call): Promise<string | undefined>
  /**
   * Yields what is under the prefix now, and again after each change; several changes may be one. Yielding the same
   * twice does no harm. The first answer is read after the watch began to listen, and what it throws before that is
   * what a call would throw: the store waits for it with the deadline and the retries of a call. It ends when the signal
   * fires and throws when it cannot be sure any more to hear of changes: the store then asks for another one, after a
   * pause, unless the error says that trying again cannot help.
   *
   * All readers of a prefix share one watch. When further ones come, the store begins another and lets go of the former
   * once the other has answered; so the first answer must not be older than what this driver answered before.
   * An entry that has not changed is best yielded as the same object, in the same order: that is quick to see. The
   * store freezes entries.
   */
  watch(prefix: string, signal: AbortSignal): AsyncIterable<ConfigEntry[]>
  /** Proves that the store answers and lets this client read. */
  probe(call: Call): Promise<void>
  close(): Promise<void>
}
