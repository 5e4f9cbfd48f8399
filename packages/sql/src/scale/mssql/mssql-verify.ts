import { sideTables } from '../side-tables.js'
import { countConnections, countDevices, tagRows } from './mssql-trigger.js'

const { tags, counts, connections } = sideTables

/** What the side tables hold, against the same made of the devices: a problem for each that differs. */
export const verifyMssqlScale = `
select concat('${tags}: ', count(*), ' entries are missing or too many') as problem from (
    select tenantid_key, tag_key, guid from (
      select tenantid_key, tag_key, guid, 1 as times from (${tagRows('devices d')}) n
      union all select tenantid_key, tag_key, guid, -1 from ${tags}) both_sides
    group by tenantid_key, tag_key, guid having sum(times) <> 0) differing
  having count(*) > 0
union all
select concat('${counts}: the count of ', count(*), ' places is wrong') from (
    select tenantid_key, bucket from (
      ${countDevices('devices')}
      union all select tenantid_key, bucket, -devices from ${counts}) both_sides
    group by tenantid_key, bucket having sum(devices) <> 0) differing
  having count(*) > 0
union all
select concat('${connections}: the count of ', count(*), ' instances is wrong') from (
    select tenantid_key, mpsinstance_key from (
      ${countConnections('devices')}
      union all select tenantid_key, mpsinstance_key, -devices, -connected from ${connections}) both_sides
    group by tenantid_key, mpsinstance_key having sum(devices) <> 0 or sum(connected) <> 0) differing
  having count(*) > 0`
