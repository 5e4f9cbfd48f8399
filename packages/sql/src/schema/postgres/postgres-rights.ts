import type { MigrationObstacle } from '@dmt-providers/core'
import type { FoundSchema } from '../found-schema.js'
import type { PlannedWork } from '../schema-tools.js'

/** What a role lacks: tables belong to roles, and a schema says who may create in it. */
export function postgresRights(schema: FoundSchema, { tables, creates }: PlannedWork): MigrationObstacle[] {
  const foreign = tables.flatMap((table) => schema.tables.get(table) ?? []).filter(({ owned }) => !owned)
  return [
    ...foreign.map(({ table, owner }) => ({
      code: 'permission-denied' as const,
      table,
      message: `${table}: belongs to the role ${owner}, and ${schema.role} may not alter it; run this as ${owner}, or: grant ${owner} to ${schema.role}`,
    })),
    ...(creates && !schema.mayCreate ? [mayNotCreate(schema)] : []),
  ]
}

function mayNotCreate({ role, place }: FoundSchema): MigrationObstacle {
  const where = place === '' ? 'in any schema of its search_path' : `in the schema ${place}`
  return {
    code: 'permission-denied',
    table: undefined,
    message: `the role ${role} may not create tables ${where}; run this as the owner, or: grant create on schema ${place || 'public'} to ${role}`,
  }
}
