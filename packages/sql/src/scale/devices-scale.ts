import type { SchemaMigration, SchemaStep } from '../schema/schema-migration.js'
import { inSchema, schema } from './in-schema.js'
import { keyFunction, longestKey, sideTables } from './side-tables.js'
import { countConnections, countDevices, listTags, triggerFunctions, triggers } from './trigger-functions.js'
import { verifyScale } from './verify-scale.js'

const { tags, counts, connections } = sideTables

/** Indexes on `devices`, by name. None has a column that an MPS changes when a device comes, goes or stays. */
const indexes = {
  dmt_devices_guid: '(tenantid, guid)',
  dmt_devices_hostname: '(tenantid, hostname)',
  dmt_devices_friendlyname: '(tenantid, friendlyname)',
} as const

/** Counters are written often and have few rows: free room keeps their new versions on the same page. */
const roomy = 'with (fillfactor = 50)'

const tables: readonly string[] = [
  `${tags} (tenantid varchar(36) not null, tag text not null, guid uuid not null, whole text)`,
  `${counts} (tenantid varchar(36) not null, bucket smallint not null, shard smallint not null, devices bigint not null,
    primary key (tenantid, bucket, shard)) ${roomy}`,
  `${connections} (tenantid varchar(36) not null, mpsinstance text not null, shard smallint not null,
    devices bigint not null, connected bigint not null, primary key (tenantid, mpsinstance, shard)) ${roomy}`,
]

/** Whoever may read devices may read what is derived from them. */
const grantReaders = inSchema(`do $grant$ declare reader text; begin
    for reader in select distinct case grantee when 0 then 'public' else grantee::regrole::text end
      from pg_class cross join lateral aclexplode(relacl)
      where oid = 'devices'::regclass and privilege_type = 'SELECT' and grantee <> relowner
    loop execute 'grant select on ${Object.values(sideTables)
      .map((table) => `${schema}.${table}`)
      .join(', ')} to ' || reader;
    end loop; end $grant$`)

const tagKey = `${tags}_pkey`

/** A key over rows that are there costs a third of one that each row is added to. */
const fill: readonly SchemaStep[] = [
  {
    title: `remove an older key of ${tags}`,
    sql: inSchema(`alter table ${schema}.${tags} drop constraint if exists ${tagKey}`),
  },
  ...Object.values(sideTables).map((table) => ({
    title: `empty ${table}`,
    sql: inSchema(`truncate ${schema}.${table}`),
  })),
  { title: 'list the tags of every device', sql: inSchema(listTags) },
  {
    title: `make the key of ${tags}`,
    sql: inSchema(`alter table ${schema}.${tags} add constraint ${tagKey} primary key (tenantid, tag, guid)`),
  },
  { title: 'count the devices', sql: inSchema(countDevices({ from: 'devices', sign: '' }, '0')) },
  { title: 'count the connections', sql: inSchema(countConnections([{ from: 'devices', sign: '' }], '0')) },
]

/**
 * What makes searches, counts and deep pages of devices cost the same in any fleet: an index for each name that is
 * searched, a table of tags, and counters, which triggers keep whoever writes, the reference provider too.
 *
 * The column `mpsinstance` has no index on purpose. Together with free room on each page this lets PostgreSQL change
 * connection state in place, without touching an index: clearing an instance costs half of what it does otherwise.
 */
export const devicesScale: SchemaMigration = {
  name: '0002-devices-scale',
  part: 'devices',
  without: 'searches and counts of devices cost more the larger the fleet is',
  steps: [
    { title: 'hold back writers of devices until this is done', sql: 'lock table devices in share row exclusive mode' },
    { title: 'leave room on each page for changes in place', sql: 'alter table devices set (fillfactor = 80)' },
    ...Object.entries(indexes).map(([name, columns]) => ({
      title: `index devices by ${columns}`,
      sql: `create index if not exists ${name} on devices ${columns}`,
    })),
    {
      title: `create the function ${keyFunction}, which makes the key of a text`,
      sql: inSchema(`create or replace function ${schema}.${keyFunction}(value text) returns text
  language sql immutable parallel safe as $body$
  select case when octet_length(value) <= ${longestKey} then value else left(value, 80) || '#' || md5(value) end $body$`),
    },
    ...tables.map((table) => ({
      title: `create ${table.split(' ', 1)[0]}`,
      sql: inSchema(`create table if not exists ${schema}.${table}`),
    })),
    { title: 'let readers of devices read the side tables', sql: grantReaders },
    ...Object.entries(triggerFunctions).map(([name, text]) => ({
      title: `create the function ${name}, which keeps them`,
      sql: inSchema(text),
    })),
    ...Object.entries(triggers).flatMap(([name, when]) => [
      { title: `remove an older trigger ${name}`, sql: `drop trigger if exists ${name} on devices` },
      {
        title: `create the trigger ${name}`,
        sql: inSchema(`create trigger ${name} ${when} execute function ${schema}.${name}()`),
      },
    ]),
    ...fill,
    { title: 'tell the planner what they hold', sql: inSchema(`analyze ${schema}.${tags}`) },
  ],
  applied: `select ${Object.values(sideTables)
    .map((table) => `to_regclass('${table}') is not null`)
    .join(' and ')} and ${Object.keys(triggers).length} = (
    select count(*) from pg_trigger where tgrelid = to_regclass('devices') and tgenabled <> 'D'
    and tgname in (${Object.keys(triggers)
      .map((name) => `'${name}'`)
      .join(', ')})) as applied`,
  verify: verifyScale,
  owns: [
    ...Object.values(sideTables).flatMap((table) => [table, `${table}_pkey`]),
    ...Object.keys(indexes),
    ...Object.keys(triggers),
    keyFunction,
  ],
}
