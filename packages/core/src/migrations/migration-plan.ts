import type { ErrorCode } from '../error-codes.js'
import type { TableGroup } from '../provider.js'

/** Tables that are migrated together: those of MPS, those of RPS, and those of sealed records. */
export type MigrationPart = TableGroup | 'records'

/** One step of a plan. */
export interface MigrationStep {
  /** The migration that it belongs to: `0001-devices`. */
  migration: string
  /** What it does, for a person. */
  title: string
  /** The statement that does it, without a semicolon at its end. */
  sql: string
}

/** What is to be done for one part. */
export interface MigrationPartPlan {
  part: MigrationPart
  /** `absent`: none of its tables is there; `older`: there is something to do; `current`: there is not. */
  found: 'absent' | 'older' | 'current'
  steps: MigrationStep[]
}

/** What keeps a migration from being applied; nothing is changed while there is one. */
export interface MigrationObstacle {
  /** `conflict`: rows that a key refuses; `unsupported`: a shape that no release had; `permission-denied`: a missing right. */
  code: Extract<ErrorCode, 'conflict' | 'unsupported' | 'permission-denied'>
  /** Names the table, the rows' keys or the column, and what to do about it. */
  message: string
  table: string | undefined
}

/** What applying would do to a database; looking changes nothing. */
export interface MigrationPlan {
  parts: MigrationPartPlan[]
  obstacles: MigrationObstacle[]
  /** What is left as it is: the operator's own columns and indexes, and what newer releases do not use any more. */
  kept: string[]
  /** What is to be done elsewhere, such as in the secret store. */
  notes: string[]
  /** The whole as a script for the database's own client; empty when there is nothing to do. */
  script: string
}

/** Heard before and after each step that is applied. */
export interface MigrationProgress extends MigrationStep {
  part: MigrationPart
  /** Number of the step, from 1. */
  step: number
  /** Steps of its part. */
  of: number
  /** False before the step, true after it. */
  done: boolean
}

/** What applying did. */
export interface MigrationResult {
  /** Steps that were applied, of all parts in order; empty when there was nothing to do. */
  applied: MigrationStep[]
  kept: string[]
  notes: string[]
}

/** How a database compares with a newly created one. */
export interface MigrationReport {
  /** One sentence for each difference that matters; empty when it is equal. */
  problems: string[]
  /** Names of the migrations that are in place. */
  migrations: string[]
  kept: string[]
}
