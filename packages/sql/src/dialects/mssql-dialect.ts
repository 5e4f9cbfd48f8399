import { MssqlAdapter, MssqlIntrospector, MssqlQueryCompiler, sql } from 'kysely'
import { compileOnly } from '../compile-only.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'

/** Names compare without case in every database, whatever its own collation; everything else compares exactly. */
const nameCollation = 'Latin1_General_CI_AS'
const exactCollation = 'Latin1_General_BIN2'

/** An index key has 1,700 bytes, so a name that is part of one is bounded. */
const nameLength = 256

const text = (length: number | 'max', collation: string) => `nvarchar(${length}) collate ${collation}`

const types: Readonly<Record<Column['type'], (column: Column) => string>> = {
  guid: () => `char(36) collate ${exactCollation}`,
  name: () => text(nameLength, nameCollation),
  text: ({ max }) => text(max ?? 'max', exactCollation),
  integer: () => 'int',
  boolean: () => 'bit',
  instant: () => 'datetime2(3)',
  'wall-clock': () => 'datetime2(3)',
  json: () => text('max', exactCollation),
  'text-list': () => text('max', exactCollation),
  'integer-list': () => text('max', exactCollation),
}

const toJson = (value: unknown) => JSON.stringify(value)
const fromJson = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value)

/** SQL Server and Azure SQL. Lists are JSON texts; the version is the row's `rowversion` as a number. */
export const mssqlDialect: SqlDialect = {
  name: 'mssql',
  builder: compileOnly(
    () => new MssqlAdapter(),
    () => new MssqlQueryCompiler(),
    (db) => new MssqlIntrospector(db),
  ),
  returning: 'output',
  encoders: { json: toJson, 'text-list': toJson, 'integer-list': toJson },
  decoders: { json: fromJson, 'text-list': fromJson, 'integer-list': fromJson },
  version: (source) => sql`cast(cast(${sql.ref(`${source}.row_version`)} as bigint) as varchar(20))`,
  touch: {},
  page: (limit, offset) => sql`offset ${offset} rows fetch next ${limit} rows only`,
  hasTags: (match, column, tags) => {
    const wanted = sql`openjson(${tags}) wanted`
    const carried = sql`openjson(${sql.ref(column)}) carried`
    const same = sql`carried.value collate ${sql.raw(exactCollation)} = wanted.value collate ${sql.raw(exactCollation)}`
    return match === 'all'
      ? sql`not exists (select 1 from ${wanted} where not exists (select 1 from ${carried} where ${same}))`
      : sql`exists (select 1 from ${wanted} inner join ${carried} on ${same})`
  },
  distinctTags: (table, column, tenantColumn, tenant) =>
    sql`select distinct carried.value collate ${sql.raw(exactCollation)} as "tag" from ${sql.table(table)} cross apply openjson(${sql.ref(column)}) carried where ${sql.ref(tenantColumn)} = ${tenant}`,
  jsonRows: (table, fields, where) => {
    const pairs = Object.entries(fields).map(
      ([field, column]) => sql`${sql.ref(`${table}.${column}`)} as ${sql.ref(field)}`,
    )
    return sql`coalesce((select ${sql.join(pairs)} from ${sql.table(table)} where ${where} for json path), '[]')`
  },
  columnType: (column) => types[column.type](column),
  versionColumn: 'row_version rowversion not null',
  prerequisites: [],
  columnsOf: (table) => sql`select name as "name" from sys.columns where object_id = object_id(${table})`,
  migrationLock: sql`exec sp_getapplock @Resource = 'dmt_migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction'`,
}
