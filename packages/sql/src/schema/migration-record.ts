import type { SqlDialect } from '../sql-dialect.js'
import type { SchemaMigration } from './schema-migration.js'
import type { SchemaPartName, TableShape } from './schema-part.js'
import type { SchemaTools } from './schema-tools.js'

/** Where applied migrations are recorded. */
export const migrationTable = 'dmt_migrations'

/** Makes that table. */
export const createRecord = `create table ${migrationTable} (name varchar(200) not null primary key, applied_at varchar(30) not null)`

/** Records a migration; its name is this project's own and needs no quoting. */
export function recordOf({ now }: SchemaTools, migration: string): string {
  return `insert into ${migrationTable} (name, applied_at) values ('${migration}', ${now})`
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
