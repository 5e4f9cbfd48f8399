import type { CaseContext, ClosableStore } from './case-context.js'
import type { ConformanceCase } from './conformance-case.js'
import type { Harness } from './harness.js'
import type { MissingNeed } from './missing-need.js'
import type { Suite } from './suite.js'
import { withDeadline } from './with-deadline.js'
import { withoutStrayErrors } from './without-stray-errors.js'

/** One suite on its way over one harness: the place, the shared store, and the cases one after the other. */
export class SuiteRun<Store extends ClosableStore, H extends Harness<Store>, Context extends CaseContext<Store, H>> {
  #store: Store | undefined

  constructor(
    readonly suite: Suite<Store, H, Context>,
    readonly harness: H,
  ) {}

  /** What the harness lacks for a case; `undefined` when it can be run. */
  missing(one: ConformanceCase<Context>): MissingNeed | undefined {
    return this.suite.missing(this.harness, one.needs)
  }

  /** Makes the place and opens the shared store. */
  async start(): Promise<void> {
    await this.harness.setUp?.()
    this.#store = await this.harness.open()
  }

  /**
   * Runs one case; rejects with what is wrong. A case that does not end within `timeoutMs`, or leaves a rejection
   * that nobody handles, has failed.
   */
  async run(one: ConformanceCase<Context>, timeoutMs: number): Promise<void> {
    const store = this.#store
    if (store === undefined) throw new Error('the run has not started; call start first')
    const context = this.suite.context(this.harness, store)
    await withoutStrayErrors(async () => {
      const [ran] = await Promise.allSettled([withDeadline(one.run(context), timeoutMs, one.id)])
      const [ended] = await Promise.allSettled([withDeadline(this.#end(context), timeoutMs, `${one.id}: cleaning up`)])
      // What the case found comes before what cleaning up after it ran into.
      for (const settled of [ran, ended]) if (settled.status === 'rejected') throw settled.reason
    })
  }

  /** Closes the shared store and removes the place. */
  async finish(): Promise<void> {
    await this.#store?.close()
    await this.harness.tearDown?.()
  }

  async #end(context: Context): Promise<void> {
    await context.end()
    if (this.harness.tearDown === undefined) await this.suite.sweep(context)
  }
}
