import type { CaseContext, ClosableStore } from './case-context.js'
import type { ConformanceCase } from './conformance-case.js'
import type { Harness } from './harness.js'
import type { MissingNeed } from './missing-need.js'
import type { Need } from './need.js'

/** One contract's suite, as runners see it. */
export interface Suite<Store extends ClosableStore, H extends Harness<Store>, Context extends CaseContext<Store, H>> {
  readonly contract: string
  readonly cases: readonly ConformanceCase<Context>[]
  /** The first need that the harness does not offer, with the reason. */
  missing(harness: H, needs: readonly Need[] | undefined): MissingNeed | undefined
  /** What a case works with, made for one case. */
  context(harness: H, store: Store): Context
  /** Removes what a case left in the place. */
  sweep(context: Context): Promise<void>
}
