import type { MigrationStep } from '@dmt-providers/core'
import { sql } from 'kysely'
import type { FoundSchema } from './found-schema.js'
import { migrationsOf } from './migration-record.js'
import type { Planner } from './plan-part.js'
import type { SchemaMigration } from './schema-migration.js'
import type { SchemaPartName } from './schema-part.js'
import type { RunQuery } from './schema-tools.js'

/** What is to be done for one migration on top of the tables. */
export interface PlannedMigration {
  readonly name: string
  readonly inPlace: boolean
  /** What notes that it is begun, where each of its steps commits. */
  readonly begin: readonly MigrationStep[]
  readonly own: readonly MigrationStep[]
  /** What records it as applied. */
  readonly mark: readonly MigrationStep[]
  /** In what it is not as it must be. */
  readonly problems: readonly string[]
}

/** A migration whose outcome is damaged is applied again: its statements are safe to repeat. */
export async function planMigrations(
  { dialect, tools }: Planner,
  schema: FoundSchema,
  part: SchemaPartName,
  { whole, thorough }: { whole: boolean; thorough: boolean },
  run: RunQuery,
): Promise<PlannedMigration[]> {
  const planned: PlannedMigration[] = []
  for (const migration of migrationsOf(dialect, part)) {
    const { name } = migration
    const recorded = schema.recorded?.has(name) === true
    // Where each step commits, what is there may be half of it: then only the record tells that all was done.
    const finished = recorded || !dialect.schemaCommits
    const problems = await problemsOf(migration, schema, { look: whole && finished, thorough }, run)
    const step = (title: string, state: 'applied' | 'begun') => ({
      migration: name,
      title,
      sql: tools.record(name, state),
    })
    const again = problems.length > 0
    planned.push({
      name,
      inPlace: whole && finished && !problems.includes(absence(name)),
      problems,
      begin: again && dialect.schemaCommits ? [step(`note that ${name} is begun`, 'begun')] : [],
      own: again ? migration.steps.map((one) => ({ migration: name, ...one })) : [],
      mark: !recorded || (again && dialect.schemaCommits) ? [step(`record ${name}`, 'applied')] : [],
    })
  }
  return planned
}

/** In what a migration is not as it must be; `thorough` looks at rows, too. */
export async function problemsOf(
  { name, applied, verify, owns }: SchemaMigration,
  { names }: FoundSchema,
  { look, thorough }: { look: boolean; thorough: boolean },
  run: RunQuery,
): Promise<string[]> {
  const there = look && isTrue((await run(sql.raw(applied)))[0]?.applied)
  if (!there) return [absence(name)]
  const gone = names === undefined ? [] : owns.filter((one) => !names.has(one))
  if (gone.length > 0) return gone.map((one) => `${name}: ${one} is gone, or this user may not see it`)
  const rows = thorough ? await run(sql.raw(verify)) : []
  return rows.map(({ problem }) => `${name}: ${String(problem)}`)
}

/** A truth as any driver answers it. */
export function isTrue(value: unknown): boolean {
  return value === true || Number(value) === 1
}

const absence = (name: string) => `${name} is not in place`
