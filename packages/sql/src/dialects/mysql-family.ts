import { MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql } from 'kysely'
import { mysqlBatch } from '../batches/mysql-batch.js'
import { compileOnly } from '../compile-only.js'
import { mysqlScale } from '../scale/mysql/mysql-scale.js'
import { mysqlFold, mysqlScaledBulk, mysqlScaledStatements } from '../scale/mysql/mysql-scaled-statements.js'
import { textKey } from '../scale/mysql/text-key.js'
import { mariadbSchemaTools } from '../schema/mariadb/mariadb-schema-tools.js'
import type { NameKeys, SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'

/** What differs between the two servers. */
export interface MysqlServer {
  readonly name: 'mariadb' | 'mysql'
  /** Collation that compares code points, trailing spaces included; the default of a database never counts. */
  readonly exactCollation: string
  readonly returning: 'inserts' | 'none'
}

type ColumnTypes = Readonly<Record<Column['type'], (column: Column) => string>>

/** An InnoDB index key has 3,072 bytes and a character up to 4, so a name that is part of one is bounded. */
const nameLength = 256

const text = (type: string, collation: string) => `${type} character set utf8mb4 collate ${collation}`

const columnTypes = ({ exactCollation }: MysqlServer): ColumnTypes => ({
  guid: () => 'char(36) character set ascii collate ascii_bin',
  name: () => text(`varchar(${nameLength})`, exactCollation),
  text: ({ max }) => text(max === undefined ? 'longtext' : `varchar(${max})`, exactCollation),
  integer: () => 'int',
  boolean: () => 'tinyint(1)',
  instant: () => 'datetime(3)',
  'wall-clock': () => 'datetime(3)',
  json: () => text('longtext', exactCollation),
  'text-list': () => text('longtext', exactCollation),
  'integer-list': () => text('longtext', exactCollation),
})

/** Whoever else writes the row changes it too. */
const version = 'row_version datetime(6) not null default current_timestamp(6) on update current_timestamp(6)'

/** The columns have no zone and hold UTC; as a text it is the same in every driver, whatever the zone of its session. */
const toInstant = (value: unknown) =>
  value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value
const fromInstant = (value: unknown) => (typeof value === 'string' ? new Date(`${value.replace(' ', 'T')}Z`) : value)

/** A number beyond 32 bits would be bound as one with a fraction, of which no page can be made. */
const toCount = (value: unknown) => (typeof value === 'number' && value > 0x7fffffff ? BigInt(value) : value)

const toJson = (value: unknown) => JSON.stringify(value)
const fromJson = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value)

/**
 * MariaDB and MySQL. Lists are JSON texts. The version is the time at which a row was written, and always more than the
 * one before: a counter would come again when a name is deleted and used again.
 */
export function mysqlFamily(server: MysqlServer): SqlDialect {
  const { name, exactCollation, returning } = server
  const types = columnTypes(server)
  const tagTable = (source: unknown, alias: string) =>
    sql`json_table(${source}, '$[*]' columns (tag longtext character set utf8mb4 collate ${sql.raw(exactCollation)} path '$')) ${sql.raw(alias)}`
  const columnType = (column: Column) => types[column.type](column)
  const scale = mysqlScale(columnType)
  const nameKeys: NameKeys = {
    order: undefined,
    ofTexts: false,
    // A primary key cannot be over columns that the database computes.
    primary: false,
    of: (value) => sql`lower(${value} collate ${sql.raw(exactCollation)})`,
    definition: ({ name: column }) =>
      `${column}_key ${text(`varchar(${nameLength})`, exactCollation)} as (lower(${column})) stored`,
  }
  return {
    name,
    builder: compileOnly(
      () => new MysqlAdapter(),
      () => new MysqlQueryCompiler(),
      (db) => new MysqlIntrospector(db),
    ),
    returning,
    encoders: {
      json: toJson,
      'text-list': toJson,
      'integer-list': toJson,
      instant: toInstant,
      'wall-clock': toInstant,
      count: toCount,
      key: textKey,
    },
    decoders: {
      instant: fromInstant,
      'wall-clock': fromInstant,
      json: fromJson,
      'text-list': fromJson,
      'integer-list': fromJson,
      boolean: (value) => (value === null ? null : value === 1 || value === true),
    },
    version: (source) =>
      sql`cast(timestampdiff(microsecond, '1970-01-01', ${sql.ref(`${source}.row_version`)}) as char character set utf8mb4) collate ${sql.raw(exactCollation)}`,
    touch: { row_version: sql`greatest(row_version + interval 1 microsecond, now(6))` },
    page: (limit, offset) => sql`limit ${limit} offset ${offset}`,
    hasTags: (match, column, tags) => {
      const [wanted, carried] = [tagTable(tags, 'wanted'), tagTable(sql.ref(column), 'carried')]
      return match === 'all'
        ? sql`not exists (select 1 from ${wanted} where not exists (select 1 from ${carried} where carried.tag = wanted.tag))`
        : // Not exists: MySQL makes a join of it, which has a device once for each tag.
          sql`(select count(*) from ${wanted} inner join ${carried} on carried.tag = wanted.tag) > 0`
    },
    distinctTags: (table, column, where) =>
      sql`select distinct carried.tag as ${sql.ref('tag')} from ${sql.table(table)} cross join ${tagTable(sql.ref(column), 'carried')} where ${where}`,
    // MariaDB takes U+FFFF for the last of all characters when it looks a pattern up in an index.
    startsWith: (column, prefix) =>
      sql`${sql.ref(column)} >= ${prefix} and left(${sql.ref(column)}, char_length(${prefix})) = ${prefix}`,
    jsonRows: (table, fields, where) => {
      const pairs = Object.entries(fields).map(
        ([field, column]) => sql`${sql.lit(field)}, ${sql.ref(`${table}.${column}`)}`,
      )
      return sql`(select coalesce(json_arrayagg(json_object(${sql.join(pairs)})), '[]') from ${sql.table(table)} where ${where})`
    },
    sameText: undefined,
    nameKeys,
    batch: mysqlBatch((column) => types[column.type](column)),
    columnType,
    schemaCommits: true,
    prerequisites: {},
    columnsOf: (table) =>
      sql`select column_name as ${sql.ref('name')} from information_schema.columns where table_schema = database() and table_name = ${table}`,
    migrations: [scale],
    schemaTools: mariadbSchemaTools({ columnType, nameKeys, version, exactCollation }),
    deviceScale: { migration: scale.name, statements: mysqlScaledStatements, bulk: mysqlScaledBulk, fold: mysqlFold },
  }
}
