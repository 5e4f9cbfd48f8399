import { batchColumns } from '../../batches/mysql-batch.js'
import type { SchemaMigration, SchemaStep } from '../../schema/schema-migration.js'
import type { Column } from '../../table-model.js'
import { tableModels } from '../../table-models.js'
import { procedures } from '../procedures.js'
import { changesTable, sideTables } from '../side-tables.js'
import { countConnections, countDevices } from './mysql-counts.js'
import { guidIndex } from './mysql-procedure.js'
import { instanceIndex, mysqlProcedures, tagRows } from './mysql-procedures.js'
import { type ColumnTypes, longestKey, sideTableColumns } from './mysql-side-tables.js'
import { verifyMysqlScale } from './mysql-verify.js'

const { tags, counts, connections } = sideTables

/** Indexes on `devices`, by name. A text without a limit is in one by its beginning. */
const indexes: Readonly<Record<string, string>> = {
  [guidIndex]: '(tenantid, guid)',
  dmt_devices_hostname: '(tenantid, hostname)',
  dmt_devices_friendlyname: '(tenantid, friendlyname)',
  [instanceIndex]: '(mpsinstance(190))',
}

/** MySQL has no `create index if not exists`; in one statement, the table is read once for all that are missing. */
const addIndexes: readonly SchemaStep[] = [
  {
    title: 'find out which indexes of devices are missing',
    sql: `set @dmt_step = (select coalesce(concat('alter table devices ', group_concat(wanted.part separator ', ')), 'do 0') from (
  ${Object.entries(indexes)
    .map(([name, columns]) => `select '${name}' as name, 'add index ${name} ${columns}' as part`)
    .join('\n  union all ')}) wanted
  where wanted.name not in (select index_name from information_schema.statistics
    where table_schema = database() and table_name = 'devices'))`,
  },
  { title: 'prepare to add them', sql: 'prepare dmt_step from @dmt_step' },
  { title: `index devices by ${Object.values(indexes).join(', ')}`, sql: 'execute dmt_step' },
  { title: 'forget how', sql: 'deallocate prepare dmt_step' },
]

function typesOf(columnType: (column: Column) => string): ColumnTypes {
  const text = { type: 'text', nullable: false } as const
  return {
    tenant: columnType(tableModels.devices.columns.tenantId ?? { ...text, name: 'tenantid', max: 36 }),
    guid: columnType({ name: 'guid', type: 'guid', nullable: false }),
    key: columnType({ ...text, name: 'key', max: longestKey }),
    instance: columnType({ ...text, name: 'instance', max: longestKey + 1 }),
    text: columnType({ ...text, name: 'text' }),
  }
}

/**
 * The same as on PostgreSQL, kept by procedures that our own stores call: a trigger is more than a user may make where
 * the server has a binary log. The last table that is made is the mark that all is done.
 */
export function mysqlScale(columnType: (column: Column) => string): SchemaMigration {
  const types = typesOf(columnType)
  const batchIn = (variable: string) =>
    `json_table(${variable}, '$[*]' columns (${batchColumns(tableModels.devices, columnType)})) d`
  const tables = Object.entries(sideTableColumns(types))
  const fills = {
    [tags]: ['list the tags of every device', `(tenantid, tag, guid, whole) ${tagRows('devices d', types)}`],
    [counts]: ['count the devices', `(tenantid, bucket, devices) ${countDevices('devices d')}`],
    [connections]: [
      'count the connections',
      `(tenantid, mpsinstance, devices, connected) ${countConnections('devices d')}`,
    ],
  } as const
  return {
    name: '0002-devices-scale',
    part: 'devices',
    without: 'searches and counts of devices cost more the larger the fleet is',
    steps: [
      {
        title: 'be as strict as the stores are',
        sql: `set sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'`,
      },
      { title: 'read texts as the stores do', sql: 'set names utf8mb4 collate utf8mb4_bin' },
      ...Object.values(procedures).map((name) => ({
        title: `hold back writers until this is done: remove an older ${name}`,
        sql: `drop procedure if exists ${name}`,
      })),
      { title: 'take away the mark that all is done', sql: `drop table if exists ${changesTable}` },
      ...addIndexes,
      ...tables
        .filter(([name]) => name !== changesTable)
        .map(([name, columns]) => ({ title: `create ${name}`, sql: createTable(name, columns) })),
      ...Object.entries(fills).flatMap(([name, [title, rows]]) => [
        { title: `empty ${name}`, sql: `delete from ${name}` },
        { title, sql: `insert into ${name} ${rows}` },
      ]),
      {
        title: 'tell the planner what they hold',
        sql: `analyze table devices, ${Object.values(sideTables).join(', ')}`,
      },
      ...Object.entries(mysqlProcedures({ types, columnType, batchIn })).map(([name, sql]) => ({
        title: `create the procedure ${name}`,
        sql,
      })),
      ...tables
        .filter(([name]) => name === changesTable)
        .map(([name, columns]) => ({
          title: `create ${name}, the mark that all is done`,
          sql: createTable(name, columns),
        })),
    ],
    applied: `select count(*) = ${tables.length} as applied from information_schema.tables
  where table_schema = database() and table_name in (${tables.map(([name]) => `'${name}'`).join(', ')})`,
    verify: verifyMysqlScale(types),
    owns: [...tables.map(([name]) => name), ...Object.keys(indexes), ...Object.values(procedures)],
  }
}

const createTable = (name: string, columns: string) => `create table if not exists ${name} (\n  ${columns}\n)`
