import type { MigrationObstacle, MigrationStep } from '@dmt-providers/core'
import type { SqlDialect } from '../sql-dialect.js'
import { changedColumns, compareColumns } from './compare-columns.js'
import { compareKeys } from './compare-keys.js'
import { createTable } from './create-table.js'
import type { FoundSchema, FoundTable } from './found-schema.js'
import { byRelease, noHistory, retiredTables, secretNotes } from './history.js'
import { createRecord, migrationTable, prerequisites } from './migration-record.js'
import { PartDraft, type RowCheck } from './part-draft.js'
import { type PlannedMigration, planMigrations } from './plan-migrations.js'
import { type SchemaPart, type SchemaPartName, schemaParts, type TableShape } from './schema-part.js'
import type { RunQuery, SchemaTools } from './schema-tools.js'
import { type WantedTable, wantedTable } from './wanted-table.js'

/** What is to be done for one part, and what must hold before. */
export interface PartPlan {
  readonly part: SchemaPartName
  readonly found: 'absent' | 'older' | 'current'
  /** All of them: those of the tables, those of the migrations, and the record of the whole. */
  readonly steps: readonly MigrationStep[]
  /** Those of the tables themselves, each of which is seen to be done by looking again. */
  readonly base: readonly MigrationStep[]
  /** What migrations add to the tables. */
  readonly added: readonly PlannedMigration[]
  /** What records the part when all else is done, where its tables are being made step by step. */
  readonly closing: readonly MigrationStep[]
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

const shapes: readonly TableShape[] = Object.values<SchemaPart>(schemaParts).flatMap(({ tables }) => tables)

/** Describes all tables of a dialect once. */
export function plannerOf(dialect: SqlDialect): Planner {
  const tools = dialect.schemaTools
  return {
    dialect,
    tools,
    wanted: new Map(shapes.map((shape) => [shape.table, wantedTable(dialect, tools, shapes, shape)])),
  }
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
  const unfinished = !present || schema.begun?.has(part.migration) === true
  if (!present) createAll(draft, planner, part)
  else compareTables(draft, planner, schema, part, unfinished)
  if (name === 'configurations') noteRetired(draft, planner, schema)
  const whole = present && draft.steps.length === 0
  const closing = record(draft, planner, schema, part.migration, unfinished)
  const added = await planMigrations(planner, schema, name, { whole, thorough }, run)
  const steps = [...draft.steps, ...added.flatMap(stepsOf), ...closing]
  const ready = added.filter((one) => one.inPlace).map((one) => one.name)
  return {
    part: name,
    found: present ? (steps.length === 0 ? 'current' : 'older') : 'absent',
    steps,
    base: draft.steps,
    added,
    closing,
    obstacles: [...draft.obstacles, ...missingRights(draft, planner, schema, part, steps)],
    checks: draft.checks,
    kept: draft.kept,
    notes: [...draft.notes, ...notesFor(name, draft.oldest)],
    altered: [...draft.altered].sort(),
    inPlace: whole ? [part.migration, ...ready] : ready,
    problems: [
      ...[...draft.steps, ...closing].map(({ migration, title }) => `${migration} is not whole, to do: ${title}`),
      ...draft.obstacles.map(({ message }) => message),
      ...added.flatMap(({ problems }) => problems),
    ],
  }
}

function stepsOf({ begin, own, mark }: PlannedMigration): MigrationStep[] {
  return [...begin, ...own, ...mark]
}

function createAll(draft: PartDraft, planner: Planner, part: SchemaPart): void {
  for (const statement of prerequisites(planner.dialect, part.tables)) draft.add('tables', statement, statement)
  for (const shape of part.tables) {
    const wanted = planner.wanted.get(shape.table)
    if (wanted === undefined) continue
    draft.add('tables', `create the table ${shape.table}`, createTable(planner.dialect, shape, wanted))
  }
}

function compareTables(
  draft: PartDraft,
  planner: Planner,
  schema: FoundSchema,
  part: SchemaPart,
  unfinished: boolean,
): void {
  const pinned = new Set(planner.tools.referencesPin ? changedIn(planner, schema) : [])
  for (const shape of part.tables) compareTable(draft, planner, schema, shape, { unfinished, pinned })
}

/** Columns of any table that are there and will be changed, as `table.column`. */
function changedIn({ tools, wanted }: Planner, schema: FoundSchema): string[] {
  return [...wanted].flatMap(([table, target]) => {
    const found = schema.tables.get(table)
    return found === undefined ? [] : changedColumns(tools, found, target)
  })
}

function compareTable(
  draft: PartDraft,
  planner: Planner,
  schema: FoundSchema,
  shape: TableShape,
  { unfinished, pinned }: { unfinished: boolean; pinned: ReadonlySet<string> },
): void {
  const { dialect, tools, wanted } = planner
  const found = schema.tables.get(shape.table)
  const target = wanted.get(shape.table)
  if (target === undefined) return
  if (found !== undefined && !found.plain) {
    draft.refuse(shape.table, 'is a view or a foreign table, which no release made of it')
  } else if (found !== undefined) {
    const { engine } = tools
    if (engine !== undefined && found.engine !== engine.name) {
      draft.alter(shape.table, 'keys', `keep its rows in ${engine.name}`, engine.set(shape.table))
    }
    const owned = new Set(dialect.migrations.flatMap(({ owns }) => owns))
    compareColumns(draft, tools, found, target, owned)
    compareKeys({ draft, tools, schema, wanted, owned, pinned }, found, target)
    carry(draft, tools, schema, found)
  } else addTable(draft, planner, shape, target, unfinished)
}

function addTable(
  draft: PartDraft,
  { dialect, tools }: Planner,
  shape: TableShape,
  target: WantedTable,
  unfinished: boolean,
): void {
  const { table } = shape
  const release = tools.history.since[table]
  if (release === undefined && tools.history !== noHistory) {
    draft.refuse(table, 'is missing, though every release since 1.3 had it beside the others; restore it from a backup')
    return
  }
  for (const statement of prerequisites(dialect, [shape])) draft.add('tables', statement, statement)
  draft.add('tables', `create the table ${table}`, createTable(dialect, shape, target), release)
  if (release === undefined && !unfinished)
    draft.notes.push(`backup: the table ${table} was gone and is made empty; if it had rows, only a backup has them`)
}

/** A value that a column which is to be added takes over from one that stays. */
function carry(draft: PartDraft, { history }: SchemaTools, schema: FoundSchema, { table, columns }: FoundTable): void {
  const has = (name: string) => {
    const [owner = '', column = ''] = name.split('.')
    return schema.tables.get(owner)?.columns.has(column) === true
  }
  for (const { column, from, title, sql: statement } of history.carriedValues) {
    const [owner, name = ''] = column.split('.')
    if (owner !== table || columns.has(name) || !from.every(has)) continue
    draft.alter(table, 'tables', title, statement, history.since[column])
  }
}

function noteRetired(draft: PartDraft, { tools }: Planner, schema: FoundSchema): void {
  for (const [table, release] of Object.entries(tools.history.retiredTables)) {
    if (schema.tables.has(table)) draft.kept.push(`table ${table}, which toolkit ${release} stopped using`)
  }
}

/**
 * Plans what records a part. Where tables are made one by one, it is recorded as begun before the first of them, and as
 * applied when all else is done, which is answered: another runner then finishes what this one did not.
 */
function record(
  draft: PartDraft,
  { dialect, tools }: Planner,
  schema: FoundSchema,
  migration: string,
  unfinished: boolean,
): MigrationStep[] {
  const early = dialect.schemaCommits ? 'begin' : 'record'
  const recorded = schema.recorded?.has(migration) === true
  if (schema.recorded === undefined) draft.add(early, `create the table ${migrationTable}`, createRecord(dialect))
  const step = { migration, title: `record ${migration}`, sql: tools.record(migration, 'applied') }
  if (!dialect.schemaCommits) {
    if (!recorded) draft.add('record', step.title, step.sql)
    return []
  }
  if (unfinished && schema.begun?.has(migration) !== true) {
    draft.add('begin', `note that ${migration} is begun`, tools.record(migration, 'begun'))
  }
  return recorded && !unfinished ? [] : [step]
}

/** What the role lacks, found before the server finds it in the middle. */
function missingRights(
  { altered }: PartDraft,
  { tools }: Planner,
  schema: FoundSchema,
  part: SchemaPart,
  steps: readonly MigrationStep[],
): readonly MigrationObstacle[] {
  if (steps.length === 0) return []
  const extended = steps.some(({ migration }) => migration !== part.migration)
  const tables = new Set([...altered, ...(extended ? part.tables.map(({ table }) => table) : [])])
  const creates = extended || steps.some(({ sql: statement }) => /^create /i.test(statement))
  return tools.missingRights(schema, { steps, tables: [...tables], creates })
}

function notesFor(part: SchemaPartName, oldest: string | undefined): string[] {
  if (part !== 'configurations' || oldest === undefined) return []
  return secretNotes.filter(({ upTo }) => byRelease(oldest, upTo) <= 0).map(({ note }) => note)
}
