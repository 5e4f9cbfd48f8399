import type { StorageStore } from '@dmt-providers/core'
import type { Statement } from '@dmt-providers/sql'
import { compiledStatements } from './compiled-statements.js'
import { fleetTenant, insertFleet } from './fleet.js'
import type { RawDriver } from './raw-driver.js'

/** A product under measurement: through the store, and through the raw driver. */
export interface Subject {
  store: StorageStore
  raw: RawDriver
  /** Reach the databases of both, which may be one, for what is not measured. */
  homes: { ours: RawDriver; raw: RawDriver }
  /** What the store's calls send, by name. */
  statements: ReadonlyMap<string, Statement>
  /** Devices of the fleet that the reading calls work on. */
  devices: number
}

/** Fills the database of the store, and that of the raw driver where it is another, with a fleet. */
export async function prepareSubject(
  store: StorageStore,
  raw: RawDriver,
  homes: Subject['homes'],
  devices: number,
): Promise<Subject> {
  await store.ping()
  for (const database of new Set([homes.ours, homes.raw])) await fill(database, devices)
  return { store, raw, homes, statements: await compiledStatements(homes.ours), devices }
}

async function fill(database: RawDriver, devices: number): Promise<void> {
  // Rows move only where this program moves them.
  await execute(database, 'alter table devices set (autovacuum_enabled = false)')
  await execute(database, insertFleet, [fleetTenant, 0, devices - 1, fleetTenant, 8])
  await execute(database, 'vacuum analyze devices')
}

/** Gives a tenant rows 0 to `count` - 1 and no others, in a table without dead rows. */
export async function resetTenant(raw: RawDriver, tenant: string, count: number, instances: number): Promise<void> {
  await execute(raw, 'delete from devices where tenantid = $1', [tenant])
  await execute(raw, insertFleet, [tenant, 0, count - 1, tenant, instances])
  await execute(raw, 'vacuum devices')
}

/** Nothing here runs under a name, so that only the calls prepare statements. */
async function execute(raw: RawDriver, text: string, values: unknown[] = []): Promise<void> {
  await raw.query({ name: '', text }, values)
}
