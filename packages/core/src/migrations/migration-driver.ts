import type { Call } from '../call.js'
import type { ErrorClassifier } from '../error-classifier.js'
import type { MigrationPlan, MigrationProgress, MigrationReport, MigrationResult } from './migration-plan.js'

/** How a plan is applied. */
export interface ApplySettings {
  /** Milliseconds to wait for another runner, and for a table that is in use. */
  lockTimeoutMs: number
  /** Whether to look at the rows that migrations keep, too, and to make whole what is not. */
  thorough: boolean
  onProgress(progress: MigrationProgress): void
}

/** What a database provider writes for the contract `migrations@1`. */
export interface MigrationDriver {
  /** Provider name for errors: `postgres`. */
  readonly provider: string
  /** OpenTelemetry `db.system.name`. */
  readonly system: string
  readonly classify: ErrorClassifier
  /** Looks, and changes nothing; `thorough` at the rows that migrations keep, too. */
  plan(thorough: boolean, call: Call): Promise<MigrationPlan>
  /** Applies each part whole or not at all, one runner at a time. Throws the obstacles of a plan before it changes anything. */
  apply(settings: ApplySettings, call: Call): Promise<MigrationResult>
  /** Compares with a newly created database, and changes nothing. */
  verify(call: Call): Promise<MigrationReport>
  close(): Promise<void>
}
