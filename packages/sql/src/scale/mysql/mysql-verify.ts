import { procedures } from '../procedures.js'
import { changesTable, sideTables } from '../side-tables.js'
import { countConnections, countDevices } from './mysql-counts.js'
import { tagRows } from './mysql-procedures.js'
import type { ColumnTypes } from './mysql-side-tables.js'

const { tags, counts, connections } = sideTables
const names = Object.values(procedures)

/** What the side tables hold, against the same made of the devices: a problem for each that differs. */
export function verifyMysqlScale(types: ColumnTypes): string {
  return `
select concat('${tags}: ', count(*), ' entries are missing or too many') as problem from (
    select tenantid, tag, guid from (
      select n.*, 1 as times from (${tagRows('devices d', types)}) n
      union all select tenantid, tag, guid, whole, -1 from ${tags}) both_sides
    group by tenantid, tag, guid having sum(times) <> 0) differing
  having count(*) > 0
union all
select concat('${counts}: the count of ', count(*), ' places is wrong') from (
    select tenantid, bucket from (
      ${countDevices('devices d')}
      union all select tenantid, bucket, -devices from ${counts}
      union all select tenantid, bucket, -devices from ${changesTable}) both_sides
    group by tenantid, bucket having sum(devices) <> 0) differing
  having count(*) > 0
union all
select concat('${connections}: the count of ', count(*), ' instances is wrong') from (
    select tenantid, mpsinstance from (
      ${countConnections('devices d')}
      union all select tenantid, mpsinstance, -devices, -connected from ${connections}
      union all select tenantid, mpsinstance, -held, -connected from ${changesTable}) both_sides
    group by tenantid, mpsinstance having sum(held) <> 0 or sum(connected) <> 0) differing
  having count(*) > 0
union all
select concat(${names.length} - count(*), ' procedures are missing, or may not be seen') from information_schema.routines
  where routine_schema = database() and routine_name in (${names.map((name) => `'${name}'`).join(', ')})
  having count(*) < ${names.length}`
}
