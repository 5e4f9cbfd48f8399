import type { Effort } from './measure-call.js'

/** What a measuring process is asked to do, as its only argument in JSON. */
export interface Work {
  /** URL of an empty database on a server; its scheme tells which. Without it the embedded database is measured. */
  url?: string | undefined
  devices: number
  callers: readonly number[]
  effort: Effort
  /** Names of the calls to measure; all when empty. */
  only: readonly string[]
}
