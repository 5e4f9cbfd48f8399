import { hash } from '../../dialects/mssql-texts.js'
import { shards, sideTables } from '../side-tables.js'
import { bucketOf, exactly, noInstance } from './mssql-keys.js'

const { tags, counts, connections } = sideTables

/** Name of the trigger on `devices` that keeps the side tables. */
export const trigger = 'dmt_devices_changed'

/** The rows of the tag table that the devices of a table `d` have. A tag that a device has twice is there once. */
export const tagRows = (from: string, where = '') => `select d.tenantid_key, k.tag_key, d.guid, min(k.tag) as tag
    from ${from} cross apply (
      select value ${exactly} as tag, ${hash.text(`value ${exactly}`)} as tag_key from openjson(d.tags) where value is not null) k
    ${where}
    group by d.tenantid_key, k.tag_key, d.guid`

/** Counts devices by tenant and beginning of their GUID. */
export const countDevices = (from: string, sign = '') =>
  `select d.tenantid_key, ${bucketOf('d.guid')} as bucket, ${sign}1 as devices from ${from} d`

/** Counts connections by tenant and instance. */
export const countConnections = (from: string, sign = '') =>
  `select d.tenantid_key, coalesce(d.mpsinstance_key, ${noInstance}) as mpsinstance_key,
      ${sign}case when d.mpsinstance is null then 0 else 1 end as devices,
      ${sign}case when d.connectionstatus = 1 then 1 else 0 end as connected from ${from} d`

const unchanged = (other: string) => `where not exists (select 1 from ${other} o
      where o.guid = d.guid and o.tenantid_key = d.tenantid_key and (o.tags = d.tags or (o.tags is null and d.tags is null)))`

/** Adds to counts that are there, and adds those that are not: the locks keep others from adding the same one. */
function add(table: string, changes: string, key: string, columns: readonly string[]): string {
  const same = `c.tenantid_key = n.tenantid_key and c.${key} = n.${key} and c.shard = @shard`
  const set = columns.map((column) => `${column} = c.${column} + n.${column}`).join(', ')
  const named = columns.map((column) => `n.${column}`).join(', ')
  return `update c set ${set} from ${table} c with (updlock, serializable) inner join ${changes} n on ${same};
  insert into ${table} (tenantid_key, ${key}, shard, ${columns.join(', ')})
    select n.tenantid_key, n.${key}, @shard, ${named} from ${changes} n
    where not exists (select 1 from ${table} c with (updlock, serializable) where ${same})`
}

/**
 * The trigger: for inserts, updates and deletes of one device or many. It speaks of no counts of its own rows, which a
 * client would add to those of its statement.
 */
export const triggerText = `create trigger ${trigger} on devices after insert, update, delete as
begin
  set nocount on;
  declare @shard smallint = @@spid % ${shards.connections};
  declare @devices table (tenantid_key binary(32) not null, bucket char(2) ${exactly} not null, devices int not null);
  declare @connections table (tenantid_key binary(32) not null, mpsinstance_key binary(32) not null, devices int not null, connected int not null);
  delete t from ${tags} t inner join (
    ${tagRows('deleted d', unchanged('inserted'))}) gone
    on t.tenantid_key = gone.tenantid_key and t.tag_key = gone.tag_key and t.guid = gone.guid;
  insert into ${tags} (tenantid_key, tag_key, guid, tag)
    ${tagRows('inserted d', unchanged('deleted'))};
  insert into @devices select tenantid_key, bucket, sum(devices) from (
      ${countDevices('inserted')}
      union all ${countDevices('deleted', '-')}) n
    group by tenantid_key, bucket having sum(devices) <> 0;
  if exists (select 1 from @devices) begin
  ${add(counts, '@devices', 'bucket', ['devices'])};
  end;
  insert into @connections select tenantid_key, mpsinstance_key, sum(devices), sum(connected) from (
      ${countConnections('inserted')}
      union all ${countConnections('deleted', '-')}) n
    group by tenantid_key, mpsinstance_key having sum(devices) <> 0 or sum(connected) <> 0;
  if exists (select 1 from @connections) begin
  ${add(connections, '@connections', 'mpsinstance_key', ['devices', 'connected'])};
  end;
end`
