import { randomUUID } from 'node:crypto'
import type { StorageStore } from '@dmt-providers/core'
import { CaseContext } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import type { StorageHarness } from '../harness.js'

/** What a storage case works with: a shared store, and two tenants that no other case uses. */
export class StorageContext extends CaseContext<StorageStore, StorageHarness> {
  readonly tenant = randomUUID()
  readonly otherTenant = randomUUID()
}

/** One case of the storage suite. */
export type StorageCase = ConformanceCase<StorageContext>
