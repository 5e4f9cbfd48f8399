import type { StorageStore } from '@dmt-providers/core'
import type { StorageHarness } from '../harness.js'
import { missingNeed } from '../missing-need.js'
import type { Suite } from '../suite.js'
import { storageCases } from './storage-cases.js'
import { StorageContext } from './storage-context.js'
import { sweepTenant } from './sweep-tenant.js'

/** The storage contract's suite. */
export const storageSuite: Suite<StorageStore, StorageHarness, StorageContext> = {
  contract: 'storage',
  cases: storageCases,
  missing: (harness, needs) => missingNeed(harness, needs),
  context: (harness, store) => new StorageContext(harness, store),
  async sweep({ store, tenant, otherTenant }) {
    await sweepTenant(store, tenant)
    await sweepTenant(store, otherTenant)
  },
}
