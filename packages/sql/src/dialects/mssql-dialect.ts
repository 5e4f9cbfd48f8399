import { MssqlAdapter, MssqlIntrospector, MssqlQueryCompiler, sql } from 'kysely'
import { mssqlBatch } from '../batches/mssql-batch.js'
import { compileOnly } from '../compile-only.js'
import { mssqlSchemaTools } from '../schema/mssql/mssql-schema-tools.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'

/** Names compare without case in every database, whatever its own collation; everything else compares exactly. */
const nameCollation = 'Latin1_General_CI_AS'
const exactCollation = 'Latin1_General_BIN2'

/** An index key has 1,700 bytes, so a name that is part of one is bounded. */
const nameLength = 256

/** What the key of a clustered index may have at most. */
const clusteredBytes = 900

const text = (length: number | 'max', collation: string) => `nvarchar(${length}) collate ${collation}`

/** `nvarchar` counts UTF-16 units, of which a character has up to two; limits of texts are in characters. */
const units = (characters: number) => 2 * characters

function keyBytes({ type, max }: Column): number {
  if (type === 'guid') return 36
  if (type === 'integer') return 4
  return 2 * (type === 'text' && max !== undefined ? units(max) : nameLength)
}

const types: Readonly<Record<Column['type'], (column: Column) => string>> = {
  guid: () => `char(36) collate ${exactCollation}`,
  name: () => text(nameLength, nameCollation),
  text: ({ max }) => text(max === undefined ? 'max' : units(max), exactCollation),
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

const columnType = (column: Column) => types[column.type](column)

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
  startsWith: undefined,
  jsonRows: (table, fields, where) => {
    const pairs = Object.entries(fields).map(
      ([field, column]) => sql`${sql.ref(`${table}.${column}`)} as ${sql.ref(field)}`,
    )
    // Not coalesce: SQL Server would run the query in it twice.
    return sql`isnull((select ${sql.join(pairs)} from ${sql.table(table)} where ${where} for json path), '[]')`
  },
  batch: mssqlBatch(exactCollation),
  columnType,
  primaryKeyKind: (columns) =>
    columns.reduce((bytes, column) => bytes + keyBytes(column), 0) > clusteredBytes ? 'nonclustered' : '',
  nameKeys: undefined,
  schemaCommits: false,
  prerequisites: {},
  columnsOf: (table) => sql`select name as "name" from sys.columns where object_id = object_id(${table})`,
  migrations: [],
  schemaTools: mssqlSchemaTools({ columnType, nameKeys: undefined, version: 'row_version rowversion not null' }),
  deviceScale: undefined,
}
