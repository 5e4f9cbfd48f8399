import { changesTable, sideTables } from '../side-tables.js'
import { bucketOf, keyOf } from './mysql-side-tables.js'

const { counts, connections } = sideTables

/** The key of no instance. */
const none = `''`

/** Key of the instance that a device is counted under; no text makes the key of none. */
const instanceKey = (instance: string) => `coalesce(concat('=', ${keyOf(instance)}), ${none})`

/** 1 for a device that is connected. */
const isConnected = (status: string) => `coalesce(${status} = true, 0)`

/** What a call changes: whether devices come or go, or only their connections, and which these are. */
export interface Change {
  sign: '' | '-'
  devices: 0 | 1
  instance: string
  connected: string
}

/** Notes what one call changes, for the device `p_guid`: in rows of its own, so that no writer waits for another. */
export function noteChanges(...changes: readonly Change[]): string {
  const rows = changes.map(
    ({ sign, devices, instance, connected }) =>
      `(p_tenantid, ${bucketOf('p_guid')}, ${sign}${devices}, ${instanceKey(instance)}, ${sign}(${instance} is not null), ${sign}${isConnected(connected)})`,
  )
  return `insert into ${changesTable} (tenantid, bucket, devices, mpsinstance, held, connected) values
      ${rows.join(',\n      ')}`
}

/** Notes that the device `p_guid` connected or disconnected, and stays with its instance. */
export const noteConnection = (instance: string, from: string, to: string) =>
  `insert into ${changesTable} (tenantid, bucket, devices, mpsinstance, held, connected)
      values (p_tenantid, 0, 0, ${instanceKey(instance)}, 0, ${isConnected(to)} - ${isConnected(from)})`

/** Counts devices by tenant and first byte of their GUID; `from` is a table `d` and what follows it. */
export const countDevices = (from: string) =>
  `select d.tenantid, ${bucketOf('d.guid')} as bucket, count(*) as devices from ${from} group by 1, 2`

/** Counts connections by tenant and instance. */
export const countConnections = (from: string) =>
  `select d.tenantid, ${instanceKey('d.mpsinstance')} as mpsinstance, sum(d.mpsinstance is not null) as held,
      sum(${isConnected('d.connectionstatus')}) as connected from ${from} group by 1, 2`

/** Notes what a batch adds. */
export const noteBatch = (from: string): readonly string[] => [
  `insert into ${changesTable} (tenantid, bucket, devices, mpsinstance, held, connected)
    select n.*, ${none}, 0, 0 from (${countDevices(from)}) n`,
  `insert into ${changesTable} (tenantid, mpsinstance, held, connected, bucket, devices)
    select n.*, 0, 0 from (${countConnections(from)}) n`,
]

/** What is counted of each instance of a tenant, added up and not yet, as a table. */
const countedConnections = (condition: string) => `(
    select tenantid, devices as held, connected from ${connections} where ${condition}
    union all select tenantid, held, connected from ${changesTable} where ${condition}) c`

/** What is counted of an instance, for each tenant. */
export const countedOfInstance = (instance: string) =>
  `select tenantid, sum(held) as held, sum(connected) as connected
    from ${countedConnections(`mpsinstance = ${instanceKey(instance)}`)}
    group by tenantid having sum(held) <> 0 or sum(connected) <> 0`

/** Notes that an instance holds none of so many devices any more, of which so many were connected. */
export const noteCleared = (instance: string, tenant: string, held: string, connected: string) =>
  `insert into ${changesTable} (tenantid, bucket, devices, mpsinstance, held, connected)
      values (${tenant}, 0, 0, ${instanceKey(instance)}, -${held}, -${connected})`

/** Adds up the changes until `v_last`, which the transaction holds. */
export const foldChanges: readonly string[] = [
  `insert into ${counts} (tenantid, bucket, devices)
    select * from (select tenantid, bucket, sum(devices) as devices from ${changesTable} where id <= v_last
      group by 1, 2 having sum(devices) <> 0) folded
    on duplicate key update ${counts}.devices = ${counts}.devices + folded.devices`,
  `insert into ${connections} (tenantid, mpsinstance, devices, connected)
    select * from (select tenantid, mpsinstance, sum(held) as held, sum(connected) as connected from ${changesTable}
      where id <= v_last group by 1, 2 having sum(held) <> 0 or sum(connected) <> 0) folded
    on duplicate key update ${connections}.devices = ${connections}.devices + folded.held,
      ${connections}.connected = ${connections}.connected + folded.connected`,
  `delete from ${changesTable} where id <= v_last`,
]

/** How many devices a tenant has by first byte of their GUIDs, added up and not yet, as a table. */
export const countedDevices = `(
      select bucket, devices from ${counts} where tenantid = p_tenantid
      union all select bucket, devices from ${changesTable} where tenantid = p_tenantid and devices <> 0) c`
