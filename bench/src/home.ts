import { deviceOf, fleetTenant, insertFleet } from './fleet.js'
import type { RawDriver } from './raw-driver.js'

/** Reaches the database of one side for what is not measured. */
export interface Home {
  /** Fills an empty table with the fleet that the reading calls work on, numbered from 0. */
  fill(devices: number): Promise<void>
  /** Gives a tenant rows 0 to `count` - 1 and no others, spread over so many instances, in a table without dead rows. */
  reset(tenant: string, count: number, instances: number): Promise<void>
}

/** Instances that the fleet is spread over. */
const fleetInstances = 8

/** A home where PostgreSQL makes the rows by itself. */
export function postgresHome(raw: RawDriver): Home {
  const run = (text: string, values: unknown[] = []) => execute(raw, text, values)
  return {
    async fill(devices) {
      // Rows move only where this program moves them.
      await run('alter table devices set (autovacuum_enabled = false)')
      await run(insertFleet, [fleetTenant, 0, devices - 1, fleetTenant, fleetInstances])
      await run('vacuum analyze devices')
    },
    async reset(tenant, count, instances) {
      await run('delete from devices where tenantid = $1', [tenant])
      await run(insertFleet, [tenant, 0, count - 1, tenant, instances])
      await run('vacuum devices')
    },
  }
}

/** What a home needs of a server that makes no rows by itself. */
export interface StoreHome {
  /** Adds the rows; it has connections of its own. */
  readonly store: { readonly devices: { insertMany(devices: Iterable<ReturnType<typeof deviceOf>>): Promise<unknown> } }
  readonly raw: RawDriver
  /** Removes the rows of the tenant that is its only parameter. */
  readonly remove: string
  /** Brings what the server knows of the table up to date. */
  readonly analyze: string
}

/** A home of any server, where a store adds the rows. */
export function storeHome({ store, raw, remove, analyze }: StoreHome): Home {
  return {
    async fill(devices) {
      await store.devices.insertMany(fleetOf(fleetTenant, devices, fleetInstances))
      await execute(raw, analyze)
    },
    async reset(tenant, count, instances) {
      await execute(raw, remove, [tenant])
      if (count > 0) await store.devices.insertMany(fleetOf(tenant, count, instances))
    },
  }
}

function* fleetOf(tenant: string, count: number, instances: number) {
  for (let number = 0; number < count; number++) yield deviceOf(tenant, number, instances)
}

/** Nothing here runs under a name, so that only the calls prepare statements. */
async function execute(raw: RawDriver, text: string, values: unknown[] = []): Promise<void> {
  await raw.query({ name: '', text }, values)
}
