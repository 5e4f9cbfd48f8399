import { hash } from '../../dialects/mssql-texts.js'
import type { SchemaMigration } from '../../schema/schema-migration.js'
import { sideTables } from '../side-tables.js'
import { exactly } from './mssql-keys.js'
import { countConnections, countDevices, tagRows, trigger, triggerText } from './mssql-trigger.js'
import { verifyMssqlScale } from './mssql-verify.js'

const { tags, counts, connections } = sideTables

/** Indexes on `devices`, by name. */
const indexes = {
  dmt_devices_guid: '(tenantid_key, guid)',
  dmt_devices_hostname: '(tenantid_key, hostname)',
  dmt_devices_friendlyname: '(tenantid_key, friendlyname)',
  dmt_devices_instance: '(mpsinstance_key)',
} as const

const tables: Readonly<Record<string, string>> = {
  [tags]: `tenantid_key binary(32) not null, tag_key binary(32) not null, guid char(36) ${exactly} not null,
  tag nvarchar(max) ${exactly} not null, constraint ${tags}_pkey primary key (tenantid_key, tag_key, guid)`,
  [counts]: `tenantid_key binary(32) not null, bucket char(2) ${exactly} not null, shard smallint not null, devices bigint not null,
  constraint ${counts}_pkey primary key (tenantid_key, bucket, shard)`,
  [connections]: `tenantid_key binary(32) not null, mpsinstance_key binary(32) not null, shard smallint not null,
  devices bigint not null, connected bigint not null,
  constraint ${connections}_pkey primary key (tenantid_key, mpsinstance_key, shard)`,
}

const fills: Readonly<Record<string, string>> = {
  [tags]: `(tenantid_key, tag_key, guid, tag)\n    ${tagRows('devices d')}`,
  [counts]: `(tenantid_key, bucket, shard, devices) select tenantid_key, bucket, 0, sum(devices) from (
    ${countDevices('devices')}) n group by tenantid_key, bucket`,
  [connections]: `(tenantid_key, mpsinstance_key, shard, devices, connected)
    select tenantid_key, mpsinstance_key, 0, sum(devices), sum(connected) from (
    ${countConnections('devices')}) n group by tenantid_key, mpsinstance_key`,
}

/** The same as on PostgreSQL: side tables that a trigger keeps, whoever writes. */
export const mssqlScale: SchemaMigration = {
  name: '0002-devices-scale',
  part: 'devices',
  without: 'searches and counts of devices cost more the larger the fleet is',
  steps: [
    {
      title: 'hold back writers of devices until this is done',
      sql: 'select count(*) as devices from devices with (tablockx, holdlock)',
    },
    {
      title: 'add the hash by which an instance is found',
      sql: `if col_length('devices', 'mpsinstance_key') is null alter table devices add mpsinstance_key as (${hash.text('mpsinstance')}) persisted`,
    },
    { title: 'remove an older trigger', sql: `if object_id('${trigger}') is not null drop trigger ${trigger}` },
    ...Object.entries(indexes).flatMap(([name, columns]) => [
      { title: `remove an older index ${name}`, sql: `drop index if exists ${name} on devices` },
      { title: `index devices by ${columns}`, sql: `create index ${name} on devices ${columns}` },
    ]),
    ...Object.entries(tables).flatMap(([name, columns]) => [
      { title: `remove an older ${name}`, sql: `drop table if exists ${name}` },
      { title: `create ${name}`, sql: `create table ${name} (\n  ${columns}\n)` },
      { title: `fill ${name}`, sql: `insert into ${name} ${fills[name]}` },
    ]),
    { title: `create the trigger ${trigger}, which keeps them`, sql: triggerText },
  ],
  applied: `select case when object_id('${trigger}') is not null and ${Object.keys(tables)
    .map((name) => `object_id('${name}') is not null`)
    .join(' and ')} then 1 else 0 end as applied`,
  verify: verifyMssqlScale,
  owns: [
    ...Object.keys(tables).flatMap((table) => [table, `${table}_pkey`]),
    ...Object.keys(indexes),
    trigger,
    'mpsinstance_key',
  ],
}
