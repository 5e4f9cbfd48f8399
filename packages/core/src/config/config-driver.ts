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
   * twice does no harm. It ends when the signal fires and throws when it cannot be sure any more to hear of changes: the
   * store then asks for another one, after a pause, unless the error says that trying again cannot help. So what a
   * driver owes is that its first answer is read after it began to listen.
   */
  watch(prefix: string, signal: AbortSignal): AsyncIterable<ConfigEntry[]>
  /** Proves that the store answers and lets this client read. */
  probe(call: Call): Promise<void>
  close(): Promise<void>
}
