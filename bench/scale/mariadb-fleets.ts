import type { StorageStore } from '@dmt-providers/core'
import { createMariadb } from '@dmt-providers/mariadb'
import { freshMariadb } from '../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbAt } from '../../tooling/servers/mariadb/mariadb-at.js'
import { deviceOf, fleetTenant } from '../src/fleet.js'
import { rawMariadb } from '../src/raw-mariadb.js'
import { type Fleet, type FleetHome, instances, type ScaleServer } from './fleets.js'
import { ReferenceCalls, type ReferenceWords } from './reference-calls.js'

const text = (type: string) => `${type} character set utf8mb4`

/** The table with the keys that it has everywhere, and nothing else. */
const plainTable = `
create table devices (
  guid char(36) character set ascii collate ascii_bin not null, tags ${text('longtext')}, hostname ${text('varchar(256)')},
  mpsinstance ${text('longtext')}, connectionstatus tinyint(1), mpsusername ${text('longtext')},
  tenantid ${text('varchar(36)')} not null, friendlyname ${text('varchar(256)')}, dnssuffix ${text('varchar(256)')},
  lastconnected datetime(3), lastseen datetime(3), lastdisconnected datetime(3), deviceinfo ${text('longtext')},
  constraint device_guid unique (guid), primary key (guid, tenantid)) engine = InnoDB collate utf8mb4_bin`

/** What one asks who knows the server's functions for JSON, and has a table without indexes for any of it. */
const words: ReferenceWords = {
  count: 'count(*)',
  hasTags: { all: 'json_contains(tags, $1)', any: 'json_overlaps(tags, $1)' },
  distinctTags: `select distinct t.tag from devices cross join
    json_table(tags, '$[*]' columns (tag varchar(200) path '$')) t where tenantid = $1`,
  place(statement, given) {
    const values: unknown[] = []
    const placed = statement.replace(/\$(\d+)/g, (_, number) => {
      const value = given[Number(number) - 1]
      values.push(Array.isArray(value) ? JSON.stringify(value) : value)
      return '?'
    })
    return { text: placed, values }
  },
}

/** MariaDB or MySQL, against plain SQL on a table without what ours has. */
export function mysqlServer(kind: 'mariadb' | 'mysql'): ScaleServer {
  return {
    title: kind === 'mariadb' ? 'MariaDB' : 'MySQL',
    reference:
      'plain SQL of the same kind on a table with the same keys and nothing else, its tags asked for by the server’s functions for JSON, not prepared, each write read again',
    makeFleet: (devices) => makeFleet(kind, devices),
    settings: () => settingsOf(kind),
  }
}

async function makeFleet(kind: 'mariadb' | 'mysql', devices: number): Promise<Fleet> {
  const [own, plain] = [await freshMariadb(kind), await freshMariadb(kind)]
  const ours = createMariadb({ url: own.url, tables: ['devices'] })
  await ours.devices.insertMany(fleetOf(devices))
  const from = new URL(own.url).pathname.slice(1)
  await mariadbAt(
    plain.url,
    plainTable,
    `insert into devices select * from ${from}.devices order by hostname`,
    `analyze table devices, ${from}.devices, ${from}.dmt_device_tags`,
  )
  await settled(own.url)
  const reference = rawMariadb(plain.url)
  const close = async () => {
    for (const one of [ours, reference, own, plain]) await ('drop' in one ? one.drop() : one.close())
  }
  const homes = { ours: ourHome(own.url, ours), reference: plainHome(plain.url) }
  return { devices, ours, reference: new ReferenceCalls(reference, words), homes, close }
}

function* fleetOf(devices: number) {
  for (let number = 0; number < devices; number++) {
    const device = deviceOf(fleetTenant, number, instances)
    yield { ...device, lastConnected: null, lastSeen: null }
  }
}

const reconnect = (instance: string) =>
  `update devices set mpsinstance = '${instance}', connectionstatus = true where mpsinstance is null`

/** Ours are changed by their own calls where it does not take minutes, and by hand with their counts. */
function ourHome(url: string, { devices: store }: StorageStore): FleetHome {
  return {
    async remove(devices) {
      for (const { guid, tenantId } of devices) await store.delete(guid, tenantId)
      await settled(url)
    },
    async reconnect(instance) {
      const change = `insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected)
        select '${fleetTenant}', 0, 0, '=${instance}', count(*), count(*) from devices where mpsinstance = '${instance}'`
      await mariadbAt(url, reconnect(instance), change, 'call dmt_devices_fold()')
      await settled(url)
    },
  }
}

function plainHome(url: string): FleetHome {
  return {
    async remove(devices) {
      await mariadbAt(url, `delete from devices where guid in (${devices.map(({ guid }) => `'${guid}'`).join(', ')})`)
      await settled(url)
    },
    async reconnect(instance) {
      await mariadbAt(url, reconnect(instance))
      await settled(url)
    },
  }
}

/** Rows that a server still has to clear away. */
const backlog = 1_000

/** Waits until the server has cleared away what was changed, as a vacuum does elsewhere. */
async function settled(url: string): Promise<void> {
  const query = `select count as length from information_schema.innodb_metrics where name = 'trx_rseg_history_len'`
  while (Number((await mariadbAt(url, query))[0]?.length) > backlog);
}

async function settingsOf(kind: 'mariadb' | 'mysql'): Promise<string> {
  const { url, drop } = await freshMariadb(kind)
  const [row] = await mariadbAt(
    url,
    `select version() as version, @@innodb_buffer_pool_size / 1073741824 as pool,
      @@innodb_flush_log_at_trx_commit as flush, @@log_bin as log`,
  )
  await drop()
  const { version, pool, flush, log } = row ?? {}
  return `${version} (buffer pool ${Number(pool)} GB, innodb_flush_log_at_trx_commit ${flush}, binary log ${Number(log) === 1 ? 'on' : 'off'})`
}
