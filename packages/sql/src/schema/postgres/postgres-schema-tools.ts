import { postgresType } from '../../dialects/postgres-type.js'
import { keyDefinition } from '../create-table.js'
import { toolkitHistory } from '../history.js'
import type { CheckedColumn, SchemaTools } from '../schema-tools.js'
import { lookAtPostgres } from './look-at-postgres.js'
import { postgresRights } from './postgres-rights.js'

/** Catalogue words of types that the DDL shortens. */
const catalogueWords: readonly [RegExp, string][] = [
  [/^varchar\((\d+)\)$/, 'character varying($1)'],
  [/^timestamp$/, 'timestamp without time zone'],
]

/** Milliseconds to wait for locks in a printed script. */
const scriptPatience = 60_000

const patience = (milliseconds: number) => [
  // Each look must see what another runner committed while this one waited.
  'set transaction isolation level read committed',
  `set local lock_timeout = ${milliseconds}`,
  'set local statement_timeout = 0',
]
const runnerLock = `select pg_advisory_xact_lock(hashtext('dmt_migrations'))`
const tableLock = (tables: readonly string[]) => `lock table ${tables.join(', ')} in access exclusive mode`
const time = `to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** How PostgreSQL's catalogue is read and its tables are altered. */
export const postgresSchemaTools: SchemaTools = {
  history: toolkitHistory,
  look: lookAtPostgres,
  typeInCatalogue: (column) =>
    catalogueWords.reduce((type, [ddl, words]) => type.replace(ddl, words), postgresType(column)),
  holds: (found, wanted) => found === wanted || lengthOf(found) >= lengthOf(wanted),
  widens: (found, wanted) => lengthOf(found) < lengthOf(wanted),
  keptColumns: () => [],
  keyName: (table, kind, columns) =>
    kind === 'primary' ? `${table}_pkey` : `${table}_${columns.join('_')}_fkey`.slice(0, 63),
  namesKeys: () => false,
  referencesPin: false,
  engine: undefined,
  readOnly: ['set transaction read only'],
  patience,
  impatience: [],
  runnerLock: () => runnerLock,
  lease: undefined,
  tableLock,
  record: (migration) => `insert into dmt_migrations (name, applied_at) values ('${migration}', ${time})`,
  script: {
    begin: (altered) => [
      'begin;',
      ...[...patience(scriptPatience), runnerLock, ...(altered.length > 0 ? [tableLock(altered)] : [])].map(
        (statement) => `${statement};`,
      ),
    ],
    statement: (sql) => `${sql};`,
    end: ['commit;'],
  },
  missingRights: postgresRights,
  addColumns: (table, definitions) =>
    `alter table ${table} ${definitions.map((definition) => `add column ${definition}`).join(', ')}`,
  emptyDefault: () => `default ''`,
  dropDefault: (table, column) => `alter table ${table} alter column ${column} drop default`,
  setType: (table, { column, type }) => `alter table ${table} alter column ${column.name} type ${type}`,
  setNullability: (table, { column }) =>
    `alter table ${table} alter column ${column.name} ${column.nullable ? 'drop' : 'set'} not null`,
  dropNotNull: (table, { name }) => `alter table ${table} alter column ${quoted(name)} drop not null`,
  addKey: (table, key) => `alter table ${table} add constraint ${key.name} ${keyDefinition(key)}`,
  renameKey: (table, { name }, to) => `alter table ${table} rename constraint ${quoted(name)} to ${to}`,
  validateKey: (table, name) => `alter table ${table} validate constraint ${quoted(name)}`,
  dropKey: (table, { name }) => `alter table ${table} drop constraint ${quoted(name)}`,
  dropIndex: (_, name) => `drop index ${quoted(name)}`,
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
