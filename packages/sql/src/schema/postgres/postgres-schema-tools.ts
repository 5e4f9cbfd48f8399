import { postgresType } from '../../dialects/postgres-type.js'
import type { CheckedColumn, SchemaTools, WantedKey } from '../schema-tools.js'
import { lookAtPostgres } from './look-at-postgres.js'

/** Catalogue words of types that the DDL shortens. */
const catalogueWords: readonly [RegExp, string][] = [
  [/^varchar\((\d+)\)$/, 'character varying($1)'],
  [/^timestamp$/, 'timestamp without time zone'],
]

/** How PostgreSQL's catalogue is read and its tables are altered. */
export const postgresSchemaTools: SchemaTools = {
  look: lookAtPostgres,
  typeInCatalogue: (column) =>
    catalogueWords.reduce((type, [ddl, words]) => type.replace(ddl, words), postgresType(column)),
  holds: (found, wanted) => found === wanted || lengthOf(found) >= lengthOf(wanted),
  widens: (found, wanted) => lengthOf(found) < lengthOf(wanted),
  keyName: (table, kind, columns) =>
    kind === 'primary' ? `${table}_pkey` : `${table}_${columns.join('_')}_fkey`.slice(0, 63),
  readOnly: 'set transaction read only',
  patience: (milliseconds) => [
    // Each look must see what another runner committed while this one waited.
    'set transaction isolation level read committed',
    `set local lock_timeout = ${milliseconds}`,
    'set local statement_timeout = 0',
  ],
  runnerLock: `select pg_advisory_xact_lock(hashtext('dmt_migrations'))`,
  tableLock: (tables, reading) =>
    `lock table ${tables.join(', ')} in ${reading ? 'share row exclusive' : 'access exclusive'} mode`,
  now: `to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  addColumns: (table, definitions) =>
    `alter table ${table} ${definitions.map((definition) => `add column ${definition}`).join(', ')}`,
  dropDefault: (table, column) => `alter table ${table} alter column ${column} drop default`,
  setType: (table, column, type) => `alter table ${table} alter column ${column} type ${type}`,
  setNotNull: (table, column) => `alter table ${table} alter column ${column} set not null`,
  dropNotNull: (table, column) => `alter table ${table} alter column ${column} drop not null`,
  addKey: (table, key) => `alter table ${table} add constraint ${key.name} ${definitionOf(key)}`,
  renameKey: (table, from, to) => `alter table ${table} rename constraint ${quoted(from)} to ${to}`,
  validateKey: (table, name) => `alter table ${table} validate constraint ${quoted(name)}`,
  dropKey: (table, name) => `alter table ${table} drop constraint ${quoted(name)}`,
  dropIndex: (name) => `drop index ${quoted(name)}`,
  duplicates: (table, columns, names) =>
    limited(
      `select ${row(names)} as "row" from (select *, count(*) over (partition by ${columns
        .map((column) => compared(column))
        .join(', ')}) as alike from ${table}) t where alike > 1`,
    ),
  nulls: (table, column, names) => limited(`select ${row(names)} as "row" from ${table} where ${column} is null`),
  orphans: (table, target, pairs) => {
    const own = pairs.flatMap(({ from }) => (from === undefined ? [] : [from]))
    const set = own.map(({ name }) => `f.${name} is not null`).join(' and ')
    const equal = pairs.flatMap(({ from, to }) => ((from ?? to) ? [`${side('f', from)} = ${side('t', to)}`] : []))
    const found = target === undefined ? 'false' : `exists (select from ${target} t where ${equal.join(' and ')})`
    return limited(
      `select ${row(
        own.map(({ name }) => name),
        'f.',
      )} as "row" from ${table} f where ${set} and not ${found}`,
    )
  },
}

/** Characters that a text type takes; not a number for what is no text with a length. */
function lengthOf(type: string): number {
  if (type === 'text') return Number.POSITIVE_INFINITY
  const length = /^character varying(?:\((\d+)\))?$/.exec(type)
  return length === null ? Number.NaN : Number(length[1] ?? Number.POSITIVE_INFINITY)
}

function definitionOf({ kind, columns, target }: WantedKey): string {
  const list = `(${columns.join(', ')})`
  if (kind === 'primary') return `primary key ${list}`
  if (kind === 'unique' || target === undefined) return `unique ${list}`
  return `foreign key ${list} references ${target.table} (${target.columns.join(', ')})`
}

/** Names of what operators made may need it; this package's own never do. */
function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

function limited(query: string): string {
  return `select "row", count(*) over () as total from (${query}) found order by "row" limit 10`
}

function row(names: readonly string[], from = ''): string {
  return names.map((name) => `'${name}=' || coalesce(quote_literal(${from}${name}::text), 'null')`).join(` || ' ' || `)
}

function compared({ name, ignoresCase }: CheckedColumn, from = ''): string {
  const column = from === '' ? name : `${from}.${name}`
  return ignoresCase ? `lower(${column}::text)` : column
}

function side(alias: string, column: CheckedColumn | undefined): string {
  return column === undefined ? `''` : compared(column, alias)
}
