import type { MigrationObstacle, MigrationStep } from '@dmt-providers/core'
import { sql } from 'kysely'
import type { SqlDialect } from '../sql-dialect.js'
import { compareColumns } from './compare-columns.js'
import { compareKeys } from './compare-keys.js'
import { createTable } from './create-table.js'
import type { FoundSchema, FoundTable } from './found-schema.js'
import { byRelease, carriedValues, retiredTables, secretNotes, since } from './history.js'
import { createRecord, migrationsOf, migrationTable, prerequisites, recordOf } from './migration-record.js'
import { PartDraft, type RowCheck } from './part-draft.js'
import { type SchemaPart, type SchemaPartName, schemaParts, type TableShape } from './schema-part.js'
import type { RunQuery, SchemaTools } from './schema-tools.js'
import { type WantedTable, wantedTable } from './wanted-table.js'

/** What is to be done for one part, and what must hold before. */
export interface PartPlan {
  readonly part: SchemaPartName
  readonly found: 'absent' | 'older' | 'current'
  readonly steps: readonly MigrationStep[]
  readonly obstacles: readonly MigrationObstacle[]
  readonly checks: readonly RowCheck[]
  readonly kept: readonly string[]
  readonly notes: readonly string[]
  /** Tables that are altered, in an order that every runner keeps. */
  readonly altered: readonly string[]
  /** Migrations that are in place before any step. */
  readonly inPlace: readonly string[]
  /** In what it is not as a new database would have it. */
  readonly problems: readonly string[]
}

/** A dialect that can migrate, and the shape of every table in it. */
export interface Planner {
  readonly dialect: SqlDialect
  readonly tools: SchemaTools
  readonly wanted: ReadonlyMap<string, WantedTable>
}

/** Every table that this release knows, retired ones included. */
export const knownTables: readonly string[] = [
  ...Object.values<SchemaPart>(schemaParts).flatMap(({ tables }) => tables.map(({ table }) => table)),
  ...Object.keys(retiredTables),
  migrationTable,
]

/** Describes all tables of a dialect once. */
export function plannerOf(dialect: SqlDialect, tools: SchemaTools): Planner {
  const shapes = Object.values<SchemaPart>(schemaParts).flatMap(({ tables }) => tables)
  return { dialect, tools, wanted: new Map(shapes.map((shape) => [shape.table, wantedTable(dialect, tools, shape)])) }
}

/** True when any table of a part is there. */
export function isPresent(schema: FoundSchema, name: SchemaPartName): boolean {
  return schemaParts[name].tables.some(({ table }) => schema.tables.has(table))
}

/**
 * Plans one part from what was found; `run` looks and changes nothing. `thorough` also looks at the rows that migrations
 * keep, which takes the longer the larger the fleet is.
 */
export async function planPart(
  planner: Planner,
  schema: FoundSchema,
  name: SchemaPartName,
  run: RunQuery,
  thorough: boolean,
): Promise<PartPlan> {
  const part: SchemaPart = schemaParts[name]
  const draft = new PartDraft(part.migration)
  const present = isPresent(schema, name)
  if (!present) createAll(draft, planner, part)
  else for (const shape of part.tables) compareTable(draft, planner, schema, shape)
  if (name === 'configurations') noteRetired(draft, schema)
  const base = draft.steps.length === 0
  if (!base || !schema.recorded?.has(part.migration)) record(draft, planner.tools, schema, part.migration)
  const look = { whole: present && base, thorough }
  const added = await planMigrations(planner, schema, name, look, run)
  const steps = [...draft.steps, ...added.flatMap(({ steps }) => steps)]
  const ready = added.filter((one) => one.inPlace).map((one) => one.name)
  return {
    part: name,
    found: present ? (steps.length === 0 ? 'current' : 'older') : 'absent',
    steps,
    obstacles: [...draft.obstacles, ...missingRights(draft, schema, part, steps)],
    checks: draft.checks,
    kept: draft.kept,
    notes: notesFor(name, draft.oldest),
    altered: [...draft.altered].sort(),
    inPlace: present && base ? [part.migration, ...ready] : ready,
    problems: [
      ...draft.steps.map(({ migration, title }) => `${migration} is not whole, to do: ${title}`),
      ...draft.obstacles.map(({ message }) => message),
      ...added.flatMap(({ problems }) => problems),
    ],
  }
}

function createAll(draft: PartDraft, { dialect }: Planner, part: SchemaPart): void {
  for (const statement of prerequisites(dialect, part.tables)) draft.add('tables', statement, statement)
  for (const shape of part.tables) draft.add('tables', `create the table ${shape.table}`, createTable(dialect, shape))
}

function compareTable(draft: PartDraft, planner: Planner, schema: FoundSchema, shape: TableShape): void {
  const { dialect, tools, wanted } = planner
  const { table } = shape
  const found = schema.tables.get(table)
  const target = wanted.get(table)
  if (target === undefined) return
  if (found !== undefined && !found.plain) {
    draft.refuse(table, 'is a view or a foreign table, which no release made of it')
  } else if (found !== undefined) {
    compareColumns(draft, tools, found, target)
    const owned = new Set(dialect.migrations.flatMap(({ owns }) => owns))
    compareKeys({ draft, tools, schema, wanted, owned }, found, target)
    carry(draft, schema, found)
  } else if (since[table] === undefined) {
    draft.refuse(table, 'is missing, though every release since 1.3 had it beside the others; restore it from a backup')
  } else {
    for (const statement of prerequisites(dialect, [shape])) draft.add('tables', statement, statement)
    draft.add('tables', `create the table ${table}`, createTable(dialect, shape), since[table])
  }
}

/** A value that a column which is to be added takes over from one that stays. */
function carry(draft: PartDraft, schema: FoundSchema, { table, columns }: FoundTable): void {
  const has = (name: string) => {
    const [owner = '', column = ''] = name.split('.')
    return schema.tables.get(owner)?.columns.has(column) === true
  }
  for (const { column, from, title, sql: statement } of carriedValues) {
    const [owner, name = ''] = column.split('.')
    if (owner !== table || columns.has(name) || !from.every(has)) continue
    draft.alter(table, 'tables', title, statement, since[column])
  }
}

function noteRetired(draft: PartDraft, schema: FoundSchema): void {
  for (const [table, release] of Object.entries(retiredTables)) {
    if (schema.tables.has(table)) draft.kept.push(`table ${table}, which toolkit ${release} stopped using`)
  }
}

function record(draft: PartDraft, tools: SchemaTools, schema: FoundSchema, migration: string): void {
  if (schema.recorded === undefined) draft.add('record', `create the table ${migrationTable}`, createRecord)
  if (schema.recorded?.has(migration)) return
  draft.add('record', `record ${migration}`, recordOf(tools, migration))
}

interface PlannedMigration {
  readonly name: string
  readonly inPlace: boolean
  readonly steps: readonly MigrationStep[]
  readonly problems: readonly string[]
}

/** A migration whose outcome is damaged is applied again: its statements are safe to repeat. */
async function planMigrations(
  { dialect, tools }: Planner,
  schema: FoundSchema,
  part: SchemaPartName,
  { whole, thorough }: { whole: boolean; thorough: boolean },
  run: RunQuery,
): Promise<PlannedMigration[]> {
  const planned: PlannedMigration[] = []
  for (const { name, steps, applied, verify } of migrationsOf(dialect, part)) {
    const inPlace = whole && (await run(sql.raw(applied)))[0]?.applied === true
    const rows = inPlace && thorough ? await run(sql.raw(verify)) : []
    const problems = inPlace ? rows.map(({ problem }) => `${name}: ${String(problem)}`) : [`${name} is not in place`]
    const own = problems.length === 0 ? [] : steps.map((step) => ({ migration: name, ...step }))
    const recorded = schema.recorded?.has(name) === true
    const mark = recorded ? [] : [{ migration: name, title: `record ${name}`, sql: recordOf(tools, name) }]
    planned.push({ name, inPlace, problems, steps: [...own, ...mark] })
  }
  return planned
}

/** What the role lacks, found before the server finds it in the middle. */
function missingRights(
  { altered }: PartDraft,
  schema: FoundSchema,
  part: SchemaPart,
  steps: readonly MigrationStep[],
): MigrationObstacle[] {
  if (steps.length === 0) return []
  const extended = steps.some(({ migration }) => migration !== part.migration)
  const tables = new Set([...altered, ...(extended ? part.tables.map(({ table }) => table) : [])])
  const foreign = [...tables].flatMap((table) => schema.tables.get(table) ?? []).filter(({ owned }) => !owned)
  const creates = extended || steps.some(({ sql: statement }) => /^create /i.test(statement))
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

function notesFor(part: SchemaPartName, oldest: string | undefined): string[] {
  if (part !== 'configurations' || oldest === undefined) return []
  return secretNotes.filter(({ upTo }) => byRelease(oldest, upTo) <= 0).map(({ note }) => note)
}
