import type { FoundColumn, FoundTable } from './found-schema.js'
import { byRelease, retiredColumns, since } from './history.js'
import type { PartDraft } from './part-draft.js'
import type { SchemaTools } from './schema-tools.js'
import type { WantedColumn, WantedTable } from './wanted-table.js'

/** Plans what brings the columns of a table to this release's, without touching any that it does not know. */
export function compareColumns(draft: PartDraft, tools: SchemaTools, found: FoundTable, wanted: WantedTable): void {
  for (const [name, column] of found.columns) if (!wanted.columns.has(name)) compareExtra(draft, tools, found, column)
  const missing: WantedColumn[] = []
  for (const [name, column] of wanted.columns) {
    const present = found.columns.get(name)
    if (present === undefined) missing.push(column)
    else comparePresent(draft, tools, found, present, column)
  }
  addMissing(draft, tools, found.table, missing)
}

function compareExtra(draft: PartDraft, tools: SchemaTools, { table }: FoundTable, column: FoundColumn): void {
  const retired = retiredColumns[`${table}.${column.name}`]
  const required = !column.nullable && !column.hasDefault && !column.computed
  if (retired !== undefined) {
    draft.kept.push(`column ${table}.${column.name}, which toolkit ${retired} stopped using`)
    if (!required) return
    const sql = tools.dropNotNull(table, column.name)
    draft.alter(table, 'tables', `no value required in ${column.name}, which is no longer written`, sql, retired)
  } else if (required) {
    draft.refuse(
      table,
      `has the required column ${column.name}, which no release up to this one has, so that no row could be added; ` +
        'it comes from a newer release (upgrade the @dmt-providers packages) or from you: give it a default, or ' +
        `alter table ${table} alter column ${column.name} drop not null`,
    )
  } else {
    draft.kept.push(`column ${table}.${column.name}, which no release up to this one has`)
  }
}

function comparePresent(
  draft: PartDraft,
  tools: SchemaTools,
  { table, columns }: FoundTable,
  found: FoundColumn,
  { column, type }: WantedColumn,
): void {
  const name = `${table}.${found.name}`
  if (found.computed) draft.refuse(table, `the column ${found.name} is computed, but the services write it`)
  if (tools.widens(found.type, type)) {
    const title = `${found.name} from ${found.type} to ${type}`
    draft.alter(table, 'tables', title, tools.setType(table, found.name, type))
  } else if (!tools.holds(found.type, type)) {
    draft.refuse(table, `the column ${found.name} is ${found.type}, which no release since 1.3 had; it must be ${type}`)
  } else if (found.type !== type) {
    draft.kept.push(`type ${found.type} of ${name}, where this release has ${type}`)
  }
  if (found.hasDefault && !found.computed) draft.kept.push(`default of ${name}`)
  if (found.nullable && !column.nullable) {
    draft.checks.push({
      table,
      sql: tools.nulls(table, found.name, [...columns.keys()].slice(0, 2)),
      wrong: `rows without a value in ${found.name}`,
      fix:
        column.type === 'text'
          ? `update ${table} set ${found.name} = '' where ${found.name} is null`
          : 'give one to each, or delete them',
    })
    draft.alter(table, 'tables', `a value required in ${found.name}`, tools.setNotNull(table, found.name))
  } else if (!found.nullable && column.nullable) {
    draft.refuse(
      table,
      `requires a value in ${found.name}, which the services leave empty; alter table ${table} alter column ${found.name} drop not null`,
    )
  }
}

/** Columns of one release in one statement. The only ones that require a value are tenants: rows without one get ''. */
function addMissing(draft: PartDraft, tools: SchemaTools, table: string, missing: readonly WantedColumn[]): void {
  const releases = new Map<string, WantedColumn[]>()
  for (const one of missing) {
    const release = since[`${table}.${one.column.name}`]
    if (release === undefined)
      draft.refuse(table, `lacks the column ${one.column.name}, which every release since 1.3 had`)
    else releases.set(release, [...(releases.get(release) ?? []), one])
  }
  for (const [release, columns] of [...releases].sort(([left], [right]) => byRelease(left, right))) {
    const definitions = columns.map(({ column, definition }) =>
      column.nullable ? definition : `${definition} default ''`,
    )
    const names = columns.map(({ column }) => column.name)
    draft.alter(table, 'tables', `add ${names.join(', ')}`, tools.addColumns(table, definitions), release)
    for (const { column } of columns.filter((one) => !one.column.nullable)) {
      const title = `no default for ${column.name}: the empty tenant was for the rows that are there`
      draft.alter(table, 'tables', title, tools.dropDefault(table, column.name), release)
    }
  }
}
