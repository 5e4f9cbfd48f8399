import type { SqlDialect } from '../sql-dialect.js'
import type { SchemaMigration } from './schema-migration.js'
import type { SchemaPartName, TableShape } from './schema-part.js'

/** Where applied migrations are recorded. */
export const migrationTable = 'dmt_migrations'

/** Makes that table. */
export function createRecord({ schemaCommits, schemaTools }: SqlDialect): string {
  const columns = '(name varchar(200) not null primary key, applied_at varchar(30) not null)'
  const engine = schemaTools.engine === undefined ? '' : ` engine = ${schemaTools.engine.name}`
  return `create table ${schemaCommits ? 'if not exists ' : ''}${migrationTable} ${columns}${engine}`
}

/** What a dialect adds to the tables of a part, in order. */
export function migrationsOf({ migrations }: SqlDialect, part: SchemaPartName): readonly SchemaMigration[] {
  return migrations.filter((migration) => migration.part === part)
}

/** Only what these tables need: a role that may not create extensions can still create the others. */
export function prerequisites(dialect: SqlDialect, tables: readonly TableShape[]): string[] {
  const types = new Set(tables.flatMap(({ columns }) => columns.map(({ type }) => type)))
  return [...types].flatMap((type) => dialect.prerequisites[type] ?? [])
}
