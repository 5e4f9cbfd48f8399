import type { StorageStore } from '@dmt-providers/core'

/** Tables of a storage store, by the names of its properties. */
export type StepTable = Exclude<keyof StorageStore, 'provider' | 'ping' | 'close'>

/** Which version an update names, of those that the row was seen with. */
export type StepVersion = 'current' | 'earlier' | 'malformed'

/** One call of a sequence, as data. */
export interface DifferentialStep {
  readonly table: StepTable
  readonly method: string
  /** Arguments but for the version of an update, which only a replay knows. */
  readonly args: readonly unknown[]
  /** For updates of named tables: the version, which is their second argument. */
  readonly version?: StepVersion
}
