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
   * Yields what is under the prefix now, and again after each change. Resumes by itself after a lost connection without
   * missing the newest value; ends when the signal fires.
   */
  watch(prefix: string, signal: AbortSignal): AsyncIterable<ConfigEntry[]>
  /** Proves that the store answers and lets this client read. */
  probe(call: Call): Promise<void>
  close(): Promise<void>
}
