import { randomUUID } from 'node:crypto'
import type { ConfigStore } from '@dmt-providers/core'
import { CaseContext } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import { holds } from '../expectations.js'
import type { ConfigHarness } from '../harness.js'
import { Watching } from './watching.js'

/** What a config case works with: a shared store, and a place in it that no other case uses. */
export class ConfigContext extends CaseContext<ConfigStore, ConfigHarness> {
  /** Start of every key of this case; ends with a slash. */
  readonly prefix = `conformance/${randomUUID()}/`
  readonly #watches: Watching[] = []

  /** Watches this case's place, or a part of it. It is ended with the case. */
  watch(store: ConfigStore, below = ''): Watching {
    const watching = new Watching(store, this.prefix + below)
    this.#watches.push(watching)
    return watching
  }

  /** Removes a key behind the store's back. Needs `raw-remove`. */
  async remove(key: string): Promise<void> {
    holds(this.harness.raw?.remove !== undefined, 'the harness offers no raw-remove')
    await this.harness.raw.remove(key)
  }

  override async end(): Promise<void> {
    for (const watching of this.#watches) watching.stop()
    await super.end()
  }
}

/** One case of the config suite. */
export type ConfigCase = ConformanceCase<ConfigContext>
