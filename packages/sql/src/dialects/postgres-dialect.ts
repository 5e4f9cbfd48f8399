import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import { postgresBatch } from '../batches/postgres-batch.js'
import { compileOnly } from '../compile-only.js'
import { devicesScale } from '../scale/devices-scale.js'
import { scaledDeviceStatements } from '../scale/scaled-device-statements.js'
import { postgresSchemaTools } from '../schema/postgres/postgres-schema-tools.js'
import type { SqlDialect } from '../sql-dialect.js'
import { parseWallClock, wallClock } from '../wall-clock.js'
import { postgresType } from './postgres-type.js'

/** PostgreSQL and PGlite, on the hosts' own schema. The version is the row's transaction id (`xmin`). */
export const postgresDialect: SqlDialect = {
  name: 'postgres',
  builder: compileOnly(
    () => new PostgresAdapter(),
    () => new PostgresQueryCompiler(),
    (db) => new PostgresIntrospector(db),
  ),
  returning: 'returning',
  encoders: {
    // A text is understood by every driver of the wire protocol; a Date is formatted in each one's own way.
    instant: (value) => (value instanceof Date ? value.toISOString() : value),
    'wall-clock': wallClock,
    json: (value) => JSON.stringify(value),
  },
  decoders: { 'wall-clock': parseWallClock },
  version: (source) => sql`${sql.ref(`${source}.xmin`)}::text`,
  touch: {},
  page: (limit, offset) => sql`limit ${limit} offset ${offset}`,
  hasTags: (match, column, tags) =>
    match === 'all' ? sql`${sql.ref(column)} @> ${tags}` : sql`${sql.ref(column)} && ${tags}`,
  distinctTags: (table, column, where) =>
    sql`select distinct unnest(${sql.ref(column)}) as "tag" from ${sql.table(table)} where ${where}`,
  startsWith: undefined,
  jsonRows: (table, fields, where) => {
    const pairs = Object.entries(fields).map(
      ([field, column]) => sql`${sql.lit(field)}, ${sql.ref(`${table}.${column}`)}`,
    )
    return sql`(select coalesce(json_agg(json_build_object(${sql.join(pairs)})), '[]'::json) from ${sql.table(table)} where ${where})`
  },
  batch: postgresBatch,
  columnType: postgresType,
  sameText: undefined,
  nameKeys: undefined,
  schemaCommits: false,
  prerequisites: { name: 'create extension if not exists citext' },
  columnsOf: (table) =>
    sql`select attname as "name" from pg_attribute where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped`,
  migrations: [devicesScale],
  schemaTools: postgresSchemaTools,
  deviceScale: { migration: devicesScale.name, statements: scaledDeviceStatements },
}
