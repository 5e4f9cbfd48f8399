import type { FoundKey, FoundSchema, FoundTable } from './found-schema.js'
import type { ReplacedKey } from './history.js'
import type { PartDraft } from './part-draft.js'
import { checkKey } from './row-checks.js'
import type { SchemaTools, WantedKey } from './schema-tools.js'
import type { WantedTable } from './wanted-table.js'

/** What the comparison of a table's keys needs. */
export interface KeyComparison {
  readonly draft: PartDraft
  readonly tools: SchemaTools
  readonly schema: FoundSchema
  /** All tables of this release, for what a key refers to. */
  readonly wanted: ReadonlyMap<string, WantedTable>
  /** Names that migrations of the dialect added. */
  readonly owned: ReadonlySet<string>
  /** Columns that are changed, as `table.column`, where no reference may be over them meanwhile. */
  readonly pinned: ReadonlySet<string>
}

/** Plans what brings keys and indexes of a table to this release's: drops what a release replaced, then adds and renames. */
export function compareKeys(comparison: KeyComparison, found: FoundTable, wanted: WantedTable): void {
  const replaced = found.keys.filter((key) => isReplaced(comparison, found.table, key))
  for (const key of replaced) drop(comparison, found, key)
  const rest = found.keys.filter((key) => !replaced.includes(key))
  const used = new Set<FoundKey>()
  for (const key of wanted.keys) {
    const match = bestOf(
      rest.filter((one) => alike(one, key)),
      key.name,
    )
    if (match === undefined) add(comparison, found, rest, key)
    else settle(comparison, found, match, key)
    if (match !== undefined) used.add(match)
  }
  const { draft, owned, tools } = comparison
  for (const { name, columns } of rest.filter((key) => !used.has(key) && !owned.has(key.name))) {
    const retired = (tools.history.retiredKeys[found.table] ?? []).includes(columns.join())
    draft.kept.push(`key ${name} of ${found.table}${retired ? '' : ', which no release up to this one has'}`)
  }
  compareIndexes(comparison, found, wanted)
}

function compareIndexes(
  { draft, tools, owned }: KeyComparison,
  { table, indexes, rules }: FoundTable,
  wanted: WantedTable,
): void {
  // A database may make an index for each reference, and leave it where it was when the reference goes.
  const references = wanted.keys.filter(({ kind }) => kind === 'foreign').map(({ columns }) => columns.join())
  for (const { name, unique, columns } of indexes) {
    if (!unique && references.includes(columns.join())) continue
    const replaced = tools.history.replacedIndexes.find(
      (index) => index.table === table && index.name === name && unique,
    )
    if (replaced !== undefined) {
      draft.alter(
        table,
        'keys',
        `drop the index ${name}, which knows no tenant`,
        tools.dropIndex(table, name),
        replaced.release,
      )
    } else if (!owned.has(name)) {
      draft.kept.push(`index ${name} of ${table}, which no release up to this one has`)
    }
  }
  for (const name of rules.filter((rule) => !owned.has(rule))) draft.kept.push(`trigger or check ${name} of ${table}`)
}

function drop(comparison: KeyComparison, found: FoundTable, key: FoundKey): void {
  const { draft, tools, schema } = comparison
  const { table } = found
  for (const referrer of found.referrers.filter((one) => one.key === key.name)) {
    const foreign = schema.tables.get(referrer.table)?.keys.find(({ name }) => name === referrer.name)
    if (foreign !== undefined && isReplaced(comparison, referrer.table, foreign)) continue
    draft.refuse(
      table,
      `the key ${key.name} must be replaced, but ${referrer.name} of the table ${referrer.table} rests on it; drop that one first`,
    )
  }
  const phase = key.kind === 'foreign' ? 'references' : 'keys'
  const title = `drop the key (${key.columns.join(', ')}), which is replaced below`
  draft.alter(table, phase, title, tools.dropKey(table, key), replacementOf(comparison, table, key)?.release)
}

function add(comparison: KeyComparison, found: FoundTable, rest: readonly FoundKey[], key: WantedKey): void {
  const { draft, tools } = comparison
  const primary = rest.find(({ kind }) => kind === 'primary')
  const namesake =
    key.kind === 'foreign'
      ? rest.find(({ kind, name }) => kind === 'foreign' && name === key.name)
      : [...rest, ...found.indexes].find(({ name }) => name === key.name)
  if (key.kind === 'primary' && primary !== undefined) {
    draft.refuse(
      found.table,
      `has the primary key (${primary.columns.join(', ')}), which no release had; it must be (${key.columns.join(', ')})`,
    )
  } else if (namesake !== undefined) {
    draft.refuse(found.table, `${key.name} is not what any release made of it; rename or drop it`)
  } else {
    checkKey(comparison, found, key)
    draft.alter(found.table, 'tables', `add the ${nameOf(key)}`, tools.addKey(found.table, key))
  }
}

function settle({ draft, tools }: KeyComparison, found: FoundTable, match: FoundKey, key: WantedKey): void {
  const { table } = found
  if (match.acts) {
    draft.refuse(
      table,
      `the key ${match.name} acts on rows by itself or is checked late, which no release had; drop it, and this makes the right one`,
    )
  }
  if (!match.validated) {
    draft.alter(table, 'tables', `check all rows against ${match.name}`, tools.validateKey(table, match.name))
  }
  if (match.name === key.name) return
  const renamed = tools.renameKey(table, match, key.name)
  if (renamed !== undefined) draft.alter(table, 'tables', `rename the key ${match.name} to ${key.name}`, renamed)
}

function nameOf({ kind, columns, target }: WantedKey): string {
  const list = `(${columns.join(', ')})`
  if (kind === 'foreign') return `reference ${list} to ${target?.table}`
  return kind === 'primary' ? `primary key ${list}` : `unique key ${list}`
}

function bestOf(keys: readonly FoundKey[], name: string): FoundKey | undefined {
  return keys.find((key) => key.name === name) ?? keys[0]
}

function alike(found: FoundKey, wanted: WantedKey): boolean {
  return (
    found.kind === wanted.kind &&
    found.columns.join() === wanted.columns.join() &&
    found.target?.table === wanted.target?.table &&
    found.target?.columns.join() === wanted.target?.columns.join()
  )
}

function replacementOf({ tools }: KeyComparison, table: string, { kind, columns }: FoundKey): ReplacedKey | undefined {
  return tools.history.replacedKeys.find(
    (one) => one.table === table && one.kind === kind && one.columns.join() === columns.join(),
  )
}

/** True for a key that a release replaced, and for a reference that is made again once its columns are right. */
function isReplaced(comparison: KeyComparison, table: string, key: FoundKey): boolean {
  return replacementOf(comparison, table, key) !== undefined || isPinning(comparison, table, key)
}

function isPinning({ pinned }: KeyComparison, table: string, { kind, columns, target }: FoundKey): boolean {
  if (kind !== 'foreign') return false
  const there = target?.columns.map((column) => `${target.table}.${column}`) ?? []
  return [...columns.map((column) => `${table}.${column}`), ...there].some((column) => pinned.has(column))
}
