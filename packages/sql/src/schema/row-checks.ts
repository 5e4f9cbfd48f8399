import type { KeyComparison } from './compare-keys.js'
import type { FoundTable } from './found-schema.js'
import type { CheckedColumn, WantedKey } from './schema-tools.js'
import type { WantedTable } from './wanted-table.js'

/** Adds the look at the rows that a key which is to be added would refuse. */
export function checkKey(comparison: KeyComparison, found: FoundTable, key: WantedKey): void {
  if (key.kind === 'foreign') checkReference(comparison, found, key)
  else checkUnique(comparison, found, key)
}

/** A column that is still to be added holds the same in every row, and decides nothing; a tenant then is ''. */
function checkUnique({ draft, tools, wanted }: KeyComparison, found: FoundTable, key: WantedKey): void {
  const target = wanted.get(found.table)
  const columns = columnsIn(found, target, key.written).flatMap((column) => column ?? [])
  if (columns.length === 0) return
  draft.checks.push({
    table: found.table,
    sql: tools.duplicates(found.table, columns, namesOf(found, target, columns)),
    wrong: `several rows alike in ${key.written.join(', ')}${columns.some(({ ignoresCase }) => ignoresCase) ? ' (case ignored)' : ''}`,
    fix: 'keep one of each, and rename or delete the others',
  })
}

function checkReference({ draft, tools, wanted, schema }: KeyComparison, found: FoundTable, key: WantedKey): void {
  const from = columnsIn(found, wanted.get(found.table), key.written)
  // A name that is still to be added is null in every row, and refers to nothing.
  if (from[0] === undefined || key.target === undefined) return
  const target = schema.tables.get(key.target.table)
  const to = target && columnsIn(target, wanted.get(target.table), key.target.written)
  draft.checks.push({
    table: found.table,
    sql: tools.orphans(
      found.table,
      target?.table,
      from.map((column, index) => ({ from: column, to: to?.[index] })),
    ),
    wrong: `rows that refer to nothing in ${key.target.table}`,
    fix: `add what they refer to, or set ${key.written[0]} to null where it may be, or delete them`,
  })
}

function columnsIn(
  found: FoundTable,
  wanted: WantedTable | undefined,
  names: readonly string[],
): (CheckedColumn | undefined)[] {
  return names.map((name) =>
    found.columns.has(name) ? { name, ignoresCase: wanted?.columns.get(name)?.column.type === 'name' } : undefined,
  )
}

/** What tells a row from those that are like it: the columns in question and those of the primary key. */
function namesOf(found: FoundTable, wanted: WantedTable | undefined, columns: readonly CheckedColumn[]): string[] {
  const primary = wanted?.keys.find(({ kind }) => kind === 'primary')?.written ?? []
  return [...new Set([...columns.map(({ name }) => name), ...primary])].filter((name) => found.columns.has(name))
}
