import type { SecretsStore } from '@dmt-providers/core'
import type { SecretsHarness } from '../harness.js'
import { missingNeed } from '../missing-need.js'
import type { Suite } from '../suite.js'
import { secretsCases } from './secrets-cases.js'
import { SecretsContext } from './secrets-context.js'

/** The secrets contract's suite. */
export const secretsSuite: Suite<SecretsStore, SecretsHarness, SecretsContext> = {
  contract: 'secrets',
  cases: secretsCases,
  missing: (harness, needs) => missingNeed(harness, needs),
  context: (harness, store) => new SecretsContext(harness, store),
  async sweep({ store, prefix }) {
    for (const path of await store.list(prefix)) await store.delete(path)
  },
}
