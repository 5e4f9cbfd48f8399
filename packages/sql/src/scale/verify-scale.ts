import { keyFunction, sideTables } from './side-tables.js'

const { tags, counts, connections } = sideTables

/** What the side tables hold, against the same counted from the devices: a problem for each that differs. */
export const verifyScale = `
select '${tags}: ' || count(*) || ' entries are missing or too many' as problem from (
    (select tenantid, ${keyFunction}(t.tag), guid from devices cross join lateral unnest(tags) as t (tag) where t.tag is not null
      except select tenantid, tag, guid from ${tags})
    union all
    (select tenantid, tag, guid from ${tags}
      except select tenantid, ${keyFunction}(t.tag), guid from devices cross join lateral unnest(tags) as t (tag))) as differing
  having count(*) > 0
union all
select '${counts}: the count of ' || count(*) || ' places is wrong' from (
    select tenantid, bucket from (
      select tenantid, get_byte(uuid_send(guid), 0) as bucket, 1 as devices from devices
      union all select tenantid, bucket, -devices from ${counts}) as both_sides
    group by tenantid, bucket having sum(devices) <> 0) as differing
  having count(*) > 0
union all
select '${connections}: the count of ' || count(*) || ' instances is wrong' from (
    select tenantid, instance from (
      select tenantid, coalesce(${keyFunction}(mpsinstance), '') as instance, (mpsinstance is not null)::int as devices,
        (connectionstatus is true)::int as connected from devices
      union all select tenantid, mpsinstance, -devices, -connected from ${connections}) as both_sides
    group by tenantid, instance having sum(devices) <> 0 or sum(connected) <> 0) as differing
  having count(*) > 0`
