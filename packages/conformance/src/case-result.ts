import type { CaseGroup } from './conformance-case.js'

/** What became of one case. */
export interface CaseResult {
  readonly id: string
  readonly group: CaseGroup
  readonly title: string
  readonly state: 'passed' | 'failed' | 'not-run'
  /** Why a case was not run. */
  readonly reason?: string
  /** What was wrong, for a failed case. */
  readonly error?: Error
  readonly durationMs: number
}
