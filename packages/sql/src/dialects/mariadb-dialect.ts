import { MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql } from 'kysely'
import { compileOnly } from '../compile-only.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'

/** Names compare without case in every database, whatever its own collation; everything else compares exactly. */
const nameCollation = 'utf8mb4_unicode_520_ci'
const exactCollation = 'utf8mb4_bin'

/** An InnoDB index key has 3,072 bytes and a character up to 4, so a name that is part of one is bounded. */
const nameLength = 256

const text = (type: string, collation: string) => `${type} character set utf8mb4 collate ${collation}`

const types: Readonly<Record<Column['type'], (column: Column) => string>> = {
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
}

const toJson = (value: unknown) => JSON.stringify(value)
const fromJson = (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value)

/** MariaDB and MySQL. Lists are JSON texts; the version is a counter that each update raises. */
export const mariadbDialect: SqlDialect = {
  name: 'mariadb',
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
    const list = (source: unknown, name: string) =>
      sql`json_table(${source}, '$[*]' columns (tag varchar(1024) character set utf8mb4 collate ${sql.raw(exactCollation)} path '$')) ${sql.raw(name)}`
    const [wanted, carried] = [list(tags, 'wanted'), list(sql.ref(column), 'carried')]
    return match === 'all'
      ? sql`not exists (select 1 from ${wanted} where not exists (select 1 from ${carried} where carried.tag = wanted.tag))`
      : sql`exists (select 1 from ${wanted} inner join ${carried} on carried.tag = wanted.tag)`
  },
  distinctTags: (table, column, tenantColumn, tenant) =>
    sql`select distinct carried.tag as ${sql.ref('tag')} from ${sql.table(table)} cross join json_table(${sql.ref(column)}, '$[*]' columns (tag varchar(1024) character set utf8mb4 collate ${sql.raw(exactCollation)} path '$')) carried where ${sql.ref(tenantColumn)} = ${tenant}`,
  jsonRows: (table, fields, where) => {
    const pairs = Object.entries(fields).map(
      ([field, column]) => sql`${sql.lit(field)}, ${sql.ref(`${table}.${column}`)}`,
    )
    return sql`(select coalesce(json_arrayagg(json_object(${sql.join(pairs)})), '[]') from ${sql.table(table)} where ${where})`
  },
  columnType: (column) => types[column.type](column),
  versionColumn: 'row_version bigint not null default 1',
  prerequisites: [],
  columnsOf: (table) =>
    sql`select column_name as ${sql.ref('name')} from information_schema.columns where table_schema = database() and table_name = ${table}`,
  migrationLock: sql`select get_lock('dmt_migrations', -1)`,
}
