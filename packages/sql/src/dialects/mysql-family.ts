import { MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql } from 'kysely'
import { mysqlBatch } from '../batches/mysql-batch.js'
import { compileOnly } from '../compile-only.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'

/** Collations are named by each server, so that a table compares alike whatever the default of its database is. */
export interface MysqlCollations {
  /** Ignores case and nothing else: neither accents nor trailing spaces. */
  nameCollation: string
  /** Compares code points, trailing spaces included. */
  exactCollation: string
}

type ColumnTypes = Readonly<Record<Column['type'], (column: Column) => string>>

/** An InnoDB index key has 3,072 bytes and a character up to 4, so a name that is part of one is bounded. */
const nameLength = 256

const text = (type: string, collation: string) => `${type} character set utf8mb4 collate ${collation}`

const columnTypes = ({ nameCollation, exactCollation }: MysqlCollations): ColumnTypes => ({
  guid: () => 'char(36) character set ascii collate ascii_bin',
  name: () => text(`varchar(${nameLength})`, nameCollation),
  text: ({ max }) => text(max === undefined ? 'longtext' : `varchar(${max})`, exactCollation),
  integer: () => 'int',
  boolean: () => 'tinyint(1)',
  instant: () => 'datetime(3)',
  'wall-clock': () => 'datetime(3)',
  json: () => text('longtext', exactCollation),
  'text-list': () => text('longtext', exactCollation),
  'integer-list': () => text('longtext', exactCollation),
})

const toJson = (value: unknown) => JSON.stringify(value)
const fromJson = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value)

/** MariaDB and MySQL. Lists are JSON texts; the version is a counter that each update raises. */
export function mysqlFamily(name: 'mariadb' | 'mysql', collations: MysqlCollations): SqlDialect {
  const types = columnTypes(collations)
  const tagTable = (source: unknown, alias: string) =>
    sql`json_table(${source}, '$[*]' columns (tag longtext character set utf8mb4 collate ${sql.raw(collations.exactCollation)} path '$')) ${sql.raw(alias)}`
  return {
    name,
    builder: compileOnly(
      () => new MysqlAdapter(),
      () => new MysqlQueryCompiler(),
      (db) => new MysqlIntrospector(db),
    ),
    // MySQL has no RETURNING at all, and MariaDB none for updates.
    returning: 'none',
    encoders: { json: toJson, 'text-list': toJson, 'integer-list': toJson },
    decoders: {
      json: fromJson,
      'text-list': fromJson,
      'integer-list': fromJson,
      boolean: (value) => (value === null ? null : value === 1 || value === true),
    },
    version: (source) => sql`cast(${sql.ref(`${source}.row_version`)} as char)`,
    touch: { row_version: sql`row_version + 1` },
    page: (limit, offset) => sql`limit ${limit} offset ${offset}`,
    hasTags: (match, column, tags) => {
      const [wanted, carried] = [tagTable(tags, 'wanted'), tagTable(sql.ref(column), 'carried')]
      return match === 'all'
        ? sql`not exists (select 1 from ${wanted} where not exists (select 1 from ${carried} where carried.tag = wanted.tag))`
        : sql`exists (select 1 from ${wanted} inner join ${carried} on carried.tag = wanted.tag)`
    },
    distinctTags: (table, column, tenantColumn, tenant) =>
      sql`select distinct carried.tag as ${sql.ref('tag')} from ${sql.table(table)} cross join ${tagTable(sql.ref(column), 'carried')} where ${sql.ref(tenantColumn)} = ${tenant}`,
    jsonRows: (table, fields, where) => {
      const pairs = Object.entries(fields).map(
        ([field, column]) => sql`${sql.lit(field)}, ${sql.ref(`${table}.${column}`)}`,
      )
      return sql`(select coalesce(json_arrayagg(json_object(${sql.join(pairs)})), '[]') from ${sql.table(table)} where ${where})`
    },
    batch: mysqlBatch((column) => types[column.type](column)),
    columnType: (column) => types[column.type](column),
    primaryKeyKind: () => '',
    versionColumn: 'row_version bigint not null default 1',
    prerequisites: {},
    columnsOf: (table) =>
      sql`select column_name as ${sql.ref('name')} from information_schema.columns where table_schema = database() and table_name = ${table}`,
    // The lock belongs to the connection, which goes back to a pool. MariaDB refuses a time without end.
    migrationLock: sql`select get_lock('dmt_migrations', 3600) as granted`,
    migrationUnlock: sql`select release_lock('dmt_migrations')`,
    migrations: [],
    schemaTools: undefined,
    deviceScale: undefined,
  }
}
