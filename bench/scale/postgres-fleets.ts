import { createPostgres } from '@dmt-providers/postgres'
import { freshDatabase } from '../../tooling/servers/fresh-database.js'
import { fleetTenant, insertFleet } from '../src/fleet.js'
import type { RawDriver } from '../src/raw-driver.js'
import { rawPg } from '../src/raw-pg.js'
import { type Fleet, type FleetHome, instances, run, type ScaleServer } from './fleets.js'
import { homePg } from './home-pg.js'
import { ReferenceCalls, type ReferenceWords } from './reference-calls.js'
import { settingsOf } from './settings-of.js'

/** The table as the reference provider makes it. */
export const referenceTable = `
create table devices (
  guid uuid not null, tags text[], hostname varchar(256), mpsinstance text, connectionstatus boolean, mpsusername text,
  tenantid varchar(36) not null, friendlyname varchar(256), dnssuffix varchar(256), lastconnected timestamptz,
  lastseen timestamptz, lastdisconnected timestamptz, deviceinfo json,
  constraint device_guid unique (guid), primary key (guid, tenantid))`

/** What the toolkit's own provider asks; its counts go through a window over every row. */
const words: ReferenceWords = {
  count: 'count(*) over ()',
  hasTags: { all: 'tags @> $1', any: 'tags && $1' },
  distinctTags: 'select distinct unnest(tags) as tag from devices where tenantid = $1',
  place: (text, values) => ({ text, values: [...values] }),
}

/** PostgreSQL, against the toolkit's own provider. */
export const postgresServer: ScaleServer = {
  title: 'PostgreSQL',
  reference: 'the plain SQL of the toolkit’s own provider on its own table',
  makeFleet,
  async settings() {
    const { url, drop } = await freshDatabase()
    const home = homePg(url)
    try {
      return await settingsOf(home)
    } finally {
      await home.close()
      await drop()
    }
  },
}

async function makeFleet(devices: number): Promise<Fleet> {
  const [own, plain] = [await freshDatabase(), await freshDatabase()]
  const drivers = { ours: homePg(own.url), reference: homePg(plain.url) }
  const ours = createPostgres({ url: own.url, tables: ['devices'] })
  const reference = rawPg(plain.url)
  await ours.ping()
  await run(drivers.reference, referenceTable)
  for (const driver of Object.values(drivers)) {
    await run(driver, insertFleet, [fleetTenant, 0, devices - 1, fleetTenant, instances])
    await run(driver, 'vacuum analyze')
  }
  const close = async () => {
    await ours.close()
    for (const driver of [reference, drivers.ours, drivers.reference]) await driver.close()
    await own.drop()
    await plain.drop()
  }
  const homes = { ours: homeOf(drivers.ours), reference: homeOf(drivers.reference) }
  return { devices, ours, reference: new ReferenceCalls(reference, words), homes, close }
}

function homeOf(driver: RawDriver): FleetHome {
  return {
    async remove(devices) {
      await run(driver, 'delete from devices where guid = any($1)', [devices.map(({ guid }) => guid)])
      await run(driver, 'vacuum devices')
    },
    async reconnect(instance) {
      const text = 'update devices set mpsinstance = $1, connectionstatus = true where mpsinstance is null'
      await run(driver, text, [instance])
      await run(driver, 'vacuum devices')
    },
  }
}
