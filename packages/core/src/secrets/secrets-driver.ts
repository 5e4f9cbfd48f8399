import type { Call } from '../call.js'
import type { ErrorClassifier } from '../error-classifier.js'
import type { JsonObject } from '../json.js'

/** A secret as a driver answers it. */
export interface StoredSecret {
  data: JsonObject
  /** Text of digits; grows with each write of the path. */
  version: string
}

/** What must hold for a write: a version that is still current, or that the path is empty. */
export type Expected = { version: string } | 'absent'

/** What a secrets provider claims. What it does not claim, the store refuses with `unsupported`. */
export interface SecretsCapabilities {
  /** `put` honours {@link Expected}. */
  readonly compareAndSet: boolean
  /** `get` answers earlier versions, and `versions` lists them. */
  readonly history: boolean
}

/**
 * What a secrets provider writes: small, without policy. `undefined` only on a positive answer of a healthy, authorised
 * store that nothing is there.
 */
export interface SecretsDriver {
  /** Provider name for errors: `envelope`. */
  readonly provider: string
  /** Product name for telemetry: `vault`. */
  readonly system: string
  readonly capabilities: SecretsCapabilities
  readonly classify: ErrorClassifier
  /** The newest version, or the one named. */
  get(path: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined>
  /** Writes a new version; `undefined` when `expected` did not hold and nothing was written. */
  put(path: string, data: JsonObject, expected: Expected | undefined, call: Call): Promise<string | undefined>
  /** Removes every version; false when nothing was there. */
  delete(path: string, call: Call): Promise<boolean>
  /** Full paths that start with `prefix`, in any order. */
  list(prefix: string, call: Call): Promise<string[]>
  /** Versions that `get` can still answer, newest first. */
  versions(path: string, call: Call): Promise<string[]>
  /** Proves that the store answers, is unsealed, and lets this client read. */
  probe(call: Call): Promise<void>
  close(): Promise<void>
}
