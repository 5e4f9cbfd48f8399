import type { Need } from './need.js'

/** What a case is about, as reports group them. */
export type CaseGroup =
  | 'behaviour'
  | 'nasty strings'
  | 'versions and races'
  | 'errors'
  | 'refusal'
  | 'watch'
  | 'lifecycle'
  | 'cancellation'
  | 'outage'
  | 'options'

/** One thing that a provider must do. */
export interface ConformanceCase<Context> {
  /** `storage/devices/insert-duplicate`: contract, subject, what happens. Stable, so that reports can be compared. */
  readonly id: string
  readonly group: CaseGroup
  /** What holds, as a sentence. */
  readonly title: string
  /** What the harness must offer; without it the case is reported as not run. */
  readonly needs?: readonly Need[]
  /** Resolves when the provider does it; throws what is wrong otherwise. */
  run(context: Context): Promise<void>
}
