import type { MigrationObstacle } from '@dmt-providers/core'
import type { FoundSchema } from '../found-schema.js'
import type { PlannedWork } from '../schema-tools.js'

/** What a user lacks: tables are altered by who was granted it, and made by who may make them in the schema too. */
export function mssqlRights(schema: FoundSchema, { tables, creates }: PlannedWork): MigrationObstacle[] {
  const { role, place } = schema
  const foreign = tables.flatMap((table) => schema.tables.get(table) ?? []).filter(({ owned }) => !owned)
  const made = `the user ${role} may not create tables in the schema ${place}; run this as an administrator, or: grant create table to [${role}]; grant alter, references on schema::[${place}] to [${role}]`
  return [
    ...foreign.map(({ table }) => ({
      code: 'permission-denied' as const,
      table,
      message: `${table}: the user ${role} may not alter it; run this as an administrator, or: grant alter, references on schema::[${place}] to [${role}]`,
    })),
    ...(creates && !schema.mayCreate ? [{ code: 'permission-denied' as const, table: undefined, message: made }] : []),
  ]
}
