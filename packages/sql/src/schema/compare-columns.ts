import type { FoundColumn, FoundTable } from './found-schema.js'
import { byRelease, noHistory, type SchemaHistory } from './history.js'
import type { PartDraft } from './part-draft.js'
import type { KeptColumn, SchemaTools, WantedColumn } from './schema-tools.js'
import type { WantedTable } from './wanted-table.js'

/**
 * Plans what brings the columns of a table to this release's, without touching any that it does not know. Those that are
 * `owned` were added by migrations, which look after them.
 */
export function compareColumns(
  draft: PartDraft,
  tools: SchemaTools,
  found: FoundTable,
  wanted: WantedTable,
  owned: ReadonlySet<string>,
): void {
  for (const [name, column] of found.columns) {
    if (!wanted.columns.has(name) && !wanted.kept.has(name) && !owned.has(name))
      compareExtra(draft, tools, found, column)
  }
  const missing: WantedColumn[] = []
  for (const [name, column] of wanted.columns) {
    const present = found.columns.get(name)
    if (present === undefined) missing.push(column)
    else comparePresent(draft, tools, found, present, column)
  }
  addMissing(draft, tools, found.table, missing)
  for (const column of wanted.kept.values()) compareKept(draft, tools, found, column)
}

/** Names of the columns that are there and will be changed, as `table.column`. */
export function changedColumns(tools: SchemaTools, found: FoundTable, wanted: WantedTable): string[] {
  const changed = [...wanted.columns].filter(([name, { type, column }]) => {
    const present = found.columns.get(name)
    return present !== undefined && (tools.widens(present.type, type) || present.nullable !== column.nullable)
  })
  const kept = [...wanted.kept].filter(([name, { found: right }]) => {
    const present = found.columns.get(name)
    return present !== undefined && present.definition !== right
  })
  return [...changed, ...kept].map(([name]) => `${found.table}.${name}`)
}

function compareExtra(draft: PartDraft, tools: SchemaTools, { table }: FoundTable, column: FoundColumn): void {
  const retired = tools.history.retiredColumns[`${table}.${column.name}`]
  const required = !column.nullable && !column.hasDefault && !column.computed
  if (retired !== undefined) {
    draft.kept.push(`column ${table}.${column.name}, which toolkit ${retired} stopped using`)
    if (!required) return
    const sql = tools.dropNotNull(table, column)
    draft.alter(table, 'tables', `no value required in ${column.name}, which is no longer written`, sql, retired)
  } else if (required) {
    draft.refuse(
      table,
      `has the required column ${column.name}, which no release up to this one has, so that no row could be added; ` +
        'it comes from a newer release (upgrade the @dmt-providers packages) or from you: give it a default, or ' +
        tools.dropNotNull(table, column),
    )
  } else {
    draft.kept.push(`column ${table}.${column.name}, which no release up to this one has`)
  }
}

function comparePresent(
  draft: PartDraft,
  tools: SchemaTools,
  found: FoundTable,
  present: FoundColumn,
  wanted: WantedColumn,
): void {
  const { table } = found
  const name = `${table}.${present.name}`
  if (present.computed) draft.refuse(table, `the column ${present.name} is computed, but the services write it`)
  compareType(draft, tools, table, present, wanted)
  if (present.hasDefault && !present.computed) draft.kept.push(`default of ${name}`)
  compareNullability(draft, tools, found, present, wanted)
}

function compareType(
  draft: PartDraft,
  tools: SchemaTools,
  table: string,
  found: FoundColumn,
  wanted: WantedColumn,
): void {
  const { type } = wanted
  if (tools.widens(found.type, type)) {
    draft.alter(table, 'tables', `${found.name} from ${found.type} to ${type}`, tools.setType(table, wanted))
  } else if (!tools.holds(found.type, type)) {
    draft.refuse(table, `the column ${found.name} is ${found.type}, which no release had; it must be ${type}`)
  } else if (found.type !== type) {
    draft.kept.push(`type ${found.type} of ${table}.${found.name}, where this release has ${type}`)
  }
}

function compareNullability(
  draft: PartDraft,
  tools: SchemaTools,
  { table, columns }: FoundTable,
  found: FoundColumn,
  wanted: WantedColumn,
): void {
  const { column } = wanted
  if (found.nullable === column.nullable) return
  const statement = tools.setNullability(table, wanted)
  if (column.nullable && tools.history === noHistory) {
    draft.alter(table, 'tables', `no value required in ${found.name}`, statement)
  } else if (column.nullable) {
    draft.refuse(table, `requires a value in ${found.name}, which the services leave empty; ${statement}`)
  }
  if (column.nullable) return
  draft.checks.push({
    table,
    sql: tools.nulls(table, found.name, [...columns.keys()].slice(0, 2)),
    wrong: `rows without a value in ${found.name}`,
    fix:
      column.type === 'text'
        ? `update ${table} set ${found.name} = '' where ${found.name} is null`
        : 'give one to each, or delete them',
  })
  draft.alter(table, 'tables', `a value required in ${found.name}`, statement)
}

/** Columns of one release in one statement. The only ones that require a value are tenants: rows without one get ''. */
function addMissing(draft: PartDraft, tools: SchemaTools, table: string, missing: readonly WantedColumn[]): void {
  const releases = new Map<string | undefined, WantedColumn[]>()
  for (const one of missing) {
    const refusal = refusalOf(tools.history, table, one)
    const release = tools.history.since[`${table}.${one.column.name}`]
    if (refusal !== undefined) draft.refuse(table, refusal)
    else releases.set(release, [...(releases.get(release) ?? []), one])
  }
  for (const [release, columns] of [...releases].sort(([left], [right]) => byRelease(left ?? '', right ?? ''))) {
    const definitions = columns.map(({ column, definition }) =>
      column.nullable ? definition : `${definition} ${tools.emptyDefault(table, column.name)}`,
    )
    const names = columns.map(({ column }) => column.name)
    draft.alter(table, 'tables', `add ${names.join(', ')}`, tools.addColumns(table, definitions), release)
    for (const { column } of columns.filter((one) => !one.column.nullable)) {
      const title = `no default for ${column.name}: the empty tenant was for the rows that are there`
      draft.alter(table, 'tables', title, tools.dropDefault(table, column.name), release)
    }
  }
}

/** Why a missing column cannot be added; one that somebody dropped can, where null or the empty tenant may be in it. */
function refusalOf(history: SchemaHistory, table: string, { column }: WantedColumn): string | undefined {
  if (history.since[`${table}.${column.name}`] !== undefined) return undefined
  if (history !== noHistory) return `lacks the column ${column.name}, which every release since 1.3 had`
  if (column.nullable || /^tenant_?id$/.test(column.name)) return undefined
  return `lacks the column ${column.name}, without which its rows say nothing; restore the table from a backup`
}

function compareKept(draft: PartDraft, tools: SchemaTools, { table, columns }: FoundTable, kept: KeptColumn): void {
  const found = columns.get(kept.name)
  if (found === undefined) {
    const title = `add ${kept.name}, which the database fills`
    draft.alter(table, 'tables', title, tools.addColumns(table, [kept.definition]))
  } else if (found.definition !== kept.found) {
    const title = `${kept.name} from ${found.definition} to ${kept.found}`
    draft.alter(table, 'tables', title, kept.mend)
  }
}
