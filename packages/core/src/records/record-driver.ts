import type { Call } from '../call.js'
import type { ErrorClassifier } from '../error-classifier.js'

/**
 * What the path of a record begins with that is no secret but a note of a provider's own. Callers cannot reach it: the
 * contract refuses `.` as a segment of a path.
 */
export const notePrefix = './'

/** One sealed version of a secret. The store that keeps it understands nothing but path, version and key id. */
export interface SealedRecord {
  /** Case-sensitive path of the secret. */
  path: string
  /** 1 for the first write of a path, then one more each time. */
  version: number
  /** Names the key that wraps this record's data key. */
  keyId: string
  /** The sealed content: printable ASCII. */
  body: string
}

/** Where a scan goes on: after this record. */
export type RecordPosition = Pick<SealedRecord, 'path' | 'version'>

/**
 * The seam through which sealed records reach a database or a folder. Every write is atomic, also against other
 * processes; `undefined` and `false` only on a positive answer.
 */
export interface RecordDriver {
  /** What keeps the records: `postgres`, `file`. */
  readonly provider: string
  readonly classify: ErrorClassifier
  /** The newest version of a path, or the one named. */
  read(path: string, version: number | undefined, call: Call): Promise<SealedRecord | undefined>
  /** Versions kept of a path, newest first. */
  versions(path: string, call: Call): Promise<number[]>
  /**
   * Adds `record` provided the path's newest version is `previous` (`undefined`: the path is empty), and drops all but
   * the newest `keep` versions. False, and nothing written, when it is not.
   */
  append(record: SealedRecord, previous: number | undefined, keep: number, call: Call): Promise<boolean>
  /** Replaces key id and body of one version, provided its key id is still `expectedKeyId`. False when it is not. */
  rewrap(record: SealedRecord, expectedKeyId: string, call: Call): Promise<boolean>
  /** Removes every version of a path; false when there was none. */
  remove(path: string, call: Call): Promise<boolean>
  /** Paths that start with `prefix`, in any order. */
  list(prefix: string, call: Call): Promise<string[]>
  /** Up to `limit` records of all paths and versions after a position, in an order of the store that never changes. */
  scan(after: RecordPosition | undefined, limit: number, call: Call): Promise<SealedRecord[]>
  /** Proves that the store answers and that its schema is usable. */
  probe(call: Call): Promise<void>
  close(): Promise<void>
}
