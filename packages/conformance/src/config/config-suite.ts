import type { ConfigStore } from '@dmt-providers/core'
import type { ConfigHarness } from '../harness.js'
import { missingNeed } from '../missing-need.js'
import type { Suite } from '../suite.js'
import { configCases } from './config-cases.js'
import { ConfigContext } from './config-context.js'

/** The config contract's suite. */
export const configSuite: Suite<ConfigStore, ConfigHarness, ConfigContext> = {
  contract: 'config',
  cases: configCases,
  missing: (harness, needs) => missingNeed(harness, needs),
  context: (harness, store) => new ConfigContext(harness, store),
  // The contract has no delete; what a harness without a side channel leaves behind is below `conformance/`.
  async sweep({ harness, store, prefix }) {
    if (harness.raw?.remove === undefined) return
    for (const { key } of await store.list(prefix)) await harness.raw.remove(key)
  },
}
