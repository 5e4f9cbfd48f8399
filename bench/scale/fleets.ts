import type { StorageStore } from '@dmt-providers/core'
import { createPostgres } from '@dmt-providers/postgres'
import { freshDatabase } from '../../tooling/servers/fresh-database.js'
import { fleetTenant, insertFleet } from '../src/fleet.js'
import type { RawDriver } from '../src/raw-driver.js'
import { rawPg } from '../src/raw-pg.js'
import { homePg } from './home-pg.js'
import { ReferenceCalls } from './reference-calls.js'

/** MPS instances that a fleet is spread over. */
export const instances = 8

/** The same devices twice on one server: as the reference provider keeps them, and as ours does. */
export interface Fleet {
  devices: number
  ours: StorageStore
  reference: ReferenceCalls
  /** Reach the two databases for what is not measured. */
  homes: { ours: RawDriver; reference: RawDriver }
  close(): Promise<void>
}

/** The table as the reference provider makes it. */
export const referenceTable = `
create table devices (
  guid uuid not null, tags text[], hostname varchar(256), mpsinstance text, connectionstatus boolean, mpsusername text,
  tenantid varchar(36) not null, friendlyname varchar(256), dnssuffix varchar(256), lastconnected timestamptz,
  lastseen timestamptz, lastdisconnected timestamptz, deviceinfo json,
  constraint device_guid unique (guid), primary key (guid, tenantid))`

/** Makes both, in databases of their own that `close` removes. */
export async function makeFleet(devices: number): Promise<Fleet> {
  const [own, plain] = [await freshDatabase(), await freshDatabase()]
  const homes = { ours: homePg(own.url), reference: homePg(plain.url) }
  const ours = createPostgres({ url: own.url, tables: ['devices'] })
  const reference = rawPg(plain.url)
  await ours.ping()
  await run(homes.reference, referenceTable)
  for (const home of Object.values(homes)) {
    await run(home, insertFleet, [fleetTenant, 0, devices - 1, fleetTenant, instances])
    await run(home, 'vacuum analyze')
  }
  const close = async () => {
    await ours.close()
    for (const driver of [reference, homes.ours, homes.reference]) await driver.close()
    await own.drop()
    await plain.drop()
  }
  return { devices, ours, reference: new ReferenceCalls(reference), homes, close }
}

/** Runs one statement that is not measured, for as long as it takes. */
export async function run(driver: RawDriver, text: string, values: unknown[] = []) {
  return await driver.query({ name: '', text }, values)
}
