import { MssqlAdapter, MssqlIntrospector, MssqlQueryCompiler, type RawBuilder, type SqlBool, sql } from 'kysely'
import { mssqlBatch } from '../batches/mssql-batch.js'
import { compileOnly } from '../compile-only.js'
import { mssqlScale } from '../scale/mssql/mssql-scale.js'
import { mssqlScaledStatements } from '../scale/mssql/mssql-scaled-statements.js'
import { mssqlSchemaTools } from '../schema/mssql/mssql-schema-tools.js'
import type { NameKeys, SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'
import { around, exactCollation, hash } from './mssql-texts.js'

/** Knows the small and capital letters of every script; that of code points knows no letters on some servers. */
const letterCollation = 'Latin1_General_CI_AS'

/** Characters of a name that are kept; a longer one is refused by the server. */
const nameLength = 256

const text = (length: number | 'max') => `nvarchar(${length}) collate ${exactCollation}`

/** `nvarchar` counts UTF-16 units, of which a character has up to two; limits of texts are in characters. */
const units = (characters: number) => 2 * characters

const types: Readonly<Record<Column['type'], (column: Column) => string>> = {
  guid: () => `char(36) collate ${exactCollation}`,
  name: () => text(units(nameLength)),
  text: ({ max }) => text(max === undefined ? 'max' : units(max)),
  integer: () => 'int',
  boolean: () => 'bit',
  instant: () => 'datetime2(3)',
  'wall-clock': () => 'datetime2(3)',
  json: () => text('max'),
  'text-list': () => text('max'),
  'integer-list': () => text('max'),
}

const toJson = (value: unknown) => JSON.stringify(value)
const fromJson = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value)

const columnType = (column: Column) => types[column.type](column)

/** A `rowversion` is a number of eight bytes, the first of them the highest. What is none is the version of no row. */
const toRowVersion = (value: unknown) => {
  if (typeof value !== 'string' || !/^(0|[1-9]\d{0,17})$/.test(value)) return null
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
const fromRowVersion = (value: unknown) => (Buffer.isBuffer(value) ? value.readBigUInt64BE().toString() : value)

const lower = around('lower(', ` collate ${letterCollation}) collate ${exactCollation}`)

const sameText = (left: RawBuilder<unknown>, right: unknown) =>
  sql<SqlBool>`${left} = ${right} and datalength(${left}) = datalength(${right})`

/**
 * Every comparison takes spaces at the end for nothing, that of keys too, and a key has 1,700 bytes at most, or 900 that
 * rows are kept by. A hash is compared as it is, and short.
 */
const nameKeys: NameKeys = {
  of: (value, type) => hash.query(type === 'name' ? lower.query(value) : value),
  order: lower.query,
  ofTexts: true,
  primary: true,
  definition: ({ name, type, nullable }) => {
    const computed = `${name}_key as (${hash.text(type === 'name' ? lower.text(name) : name)}) persisted`
    return nullable ? computed : `${computed} not null`
  },
}

/**
 * SQL Server and Azure SQL. Lists are JSON texts; the version is the row's `rowversion` as a number. It is answered and
 * bound as it is, because an `output` with a conversion is not understood by every server that speaks the language.
 */
export const mssqlDialect: SqlDialect = {
  name: 'mssql',
  builder: compileOnly(
    () => new MssqlAdapter(),
    () => new MssqlQueryCompiler(),
    (db) => new MssqlIntrospector(db),
  ),
  returning: 'output',
  encoders: { json: toJson, 'text-list': toJson, 'integer-list': toJson, version: toRowVersion },
  decoders: { json: fromJson, 'text-list': fromJson, 'integer-list': fromJson, version: fromRowVersion },
  version: (source) => sql.ref(`${source}.row_version`),
  touch: {},
  page: (limit, offset) => sql`offset ${offset} rows fetch next ${limit} rows only`,
  hasTags: (match, column, tags) => {
    const wanted = sql`openjson(${tags}) wanted`
    const carried = sql`openjson(${sql.ref(column)}) carried`
    const [left, right] = ['carried', 'wanted'].map((list) => sql.raw(`${list}.value collate ${exactCollation}`))
    const same = sql`${left} = ${right} and datalength(carried.value) = datalength(wanted.value)`
    return match === 'all'
      ? sql`not exists (select 1 from ${wanted} where not exists (select 1 from ${carried} where ${same}))`
      : sql`exists (select 1 from ${wanted} inner join ${carried} on ${same})`
  },
  // Their lengths keep apart what differs by spaces at the end.
  distinctTags: (table, column, where) =>
    sql`select distinct carried.value collate ${sql.raw(exactCollation)} as "tag", datalength(carried.value) as "bytes" from ${sql.table(table)} cross apply openjson(${sql.ref(column)}) carried where ${where}`,
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
  sameText,
  nameKeys,
  schemaCommits: false,
  prerequisites: {},
  columnsOf: (table) => sql`select name as "name" from sys.columns where object_id = object_id(${table})`,
  migrations: [mssqlScale],
  schemaTools: mssqlSchemaTools({ columnType, nameKeys, version: 'row_version rowversion not null' }),
  deviceScale: { migration: mssqlScale.name, statements: mssqlScaledStatements },
}
