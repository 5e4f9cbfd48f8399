import { schema } from './in-schema.js'
import { keyFunction, longestKey, shards, sideTables } from './side-tables.js'

const tags = `${schema}.${sideTables.tags}`
const counts = `${schema}.${sideTables.counts}`
const connections = `${schema}.${sideTables.connections}`
const key = (text: string) => `${schema}.${keyFunction}(${text})`

/** Rows to count, and whether they come or go. */
interface Rows {
  from: string
  sign: '' | '-'
}

const added: Rows = { from: 'new_rows', sign: '' }
const removed: Rows = { from: 'old_rows', sign: '-' }

/** The rows of the tag table that some devices have. */
const tagRows = (from: string) => `d.tenantid, ${key('t.tag')}, d.guid,
      case when octet_length(t.tag) > ${longestKey} then t.tag end
    from ${from} as d cross join lateral unnest(d.tags) as t (tag)
    where t.tag is not null`

/** Lists the tags of every device, in a table that is empty and has no key yet. */
export const listTags = `insert into ${tags} (tenantid, tag, guid, whole) select distinct on (1, 2, 3) ${tagRows('devices')}`

/** Adds the tags of some rows. A tag that a device has twice is there once, and no tag ever keeps a device out. */
function addTags(from: string): string {
  return `insert into ${tags} (tenantid, tag, guid, whole)
    select ${tagRows(from)}
    on conflict do nothing`
}

function removeTags(from: string): string {
  return `delete from ${tags} as s
    using (select distinct d.tenantid, ${key('t.tag')} as tag, d.guid
      from ${from} as d cross join lateral unnest(d.tags) as t (tag)) as gone
    where s.tenantid = gone.tenantid and s.tag = gone.tag and s.guid = gone.guid`
}

/** Rows of a count are taken in one order by everybody, so that two writers cannot hold each other up for good. */
export function countDevices({ from, sign }: Rows, shard: string): string {
  return `insert into ${counts} as c (tenantid, bucket, shard, devices)
    select tenantid, get_byte(uuid_send(guid), 0), ${shard}, ${sign}count(*) from ${from} group by 1, 2 order by 1, 2
    on conflict (tenantid, bucket, shard) do update set devices = c.devices + excluded.devices`
}

/** Nothing is written when what came and what went is the same, as in most updates. */
export function countConnections(rows: readonly Rows[], shard: string): string {
  const changes = rows.map(
    ({ from, sign }) => `select tenantid, mpsinstance, ${sign}(mpsinstance is not null)::int as devices,
        ${sign}(connectionstatus is true)::int as connected
      from ${from}`,
  )
  return `insert into ${connections} as c (tenantid, mpsinstance, shard, devices, connected)
    select tenantid, coalesce(${key('mpsinstance')}, ''), ${shard}, sum(devices), sum(connected)
    from (${changes.join('\n      union all ')}) as changes
    group by 1, 2 having sum(devices) <> 0 or sum(connected) <> 0 order by 1, 2
    on conflict (tenantid, mpsinstance, shard) do update
    set devices = c.devices + excluded.devices, connected = c.connected + excluded.connected`
}

const mine = (of: keyof typeof shards) => `pg_backend_pid() % ${shards[of]}`

/** Body of each trigger function, by its name. */
const bodies: Readonly<Record<string, readonly string[]>> = {
  dmt_devices_inserted: [
    addTags('new_rows'),
    countDevices(added, mine('counts')),
    countConnections([added], mine('connections')),
  ],
  dmt_devices_updated: [countConnections([added, removed], mine('connections'))],
  dmt_devices_deleted: [
    removeTags('old_rows'),
    countDevices(removed, mine('counts')),
    countConnections([removed], mine('connections')),
  ],
  dmt_device_moved: [
    removeTags('(select old.tenantid, old.tags, old.guid)'),
    addTags('(select new.tenantid, new.tags, new.guid)'),
    `if old.tenantid <> new.tenantid or old.guid <> new.guid then
      ${countDevices({ from: '(select old.tenantid, old.guid) as d', sign: '-' }, mine('counts'))};
      ${countDevices({ from: '(select new.tenantid, new.guid) as d', sign: '' }, mine('counts'))};
    end if`,
  ],
  dmt_devices_emptied: [`truncate ${tags}, ${counts}, ${connections}`],
}

/**
 * The functions, by name. They run with the rights of the role that migrated, so that whoever may write devices, the
 * reference provider among them, needs no rights on the side tables.
 */
export const triggerFunctions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(bodies).map(([name, statements]) => [name, triggerFunction(name, statements)]),
)

function triggerFunction(name: string, statements: readonly string[]): string {
  return `create or replace function ${schema}.${name}() returns trigger
  language plpgsql security definer as $body$
begin
  ${statements.join(';\n  ')};
  return null;
end $body$`
}

/** The triggers on `devices`, by name: what comes between name and function. */
export const triggers: Readonly<Record<string, string>> = {
  dmt_devices_inserted: 'after insert on devices referencing new table as new_rows for each statement',
  dmt_devices_updated:
    'after update on devices referencing old table as old_rows new table as new_rows for each statement',
  dmt_devices_deleted: 'after delete on devices referencing old table as old_rows for each statement',
  // By row, because it hardly ever fires: an update of a device leaves its tags alone.
  dmt_device_moved: `after update on devices for each row
    when (old.tags is distinct from new.tags or old.guid <> new.guid or old.tenantid <> new.tenantid)`,
  dmt_devices_emptied: 'after truncate on devices for each statement',
}
