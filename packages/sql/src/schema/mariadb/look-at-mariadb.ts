import { type RawBuilder, sql } from 'kysely'
import type { ResultRow } from '../../sql-connection.js'
import type { FoundColumn, FoundKey, FoundSchema, FoundTable } from '../found-schema.js'
import { type RowGroups, rowsBy } from '../rows-by.js'
import type { RunQuery } from '../schema-tools.js'
import { grantsOf } from './grants-of.js'

/** Reads the catalogue of the tables of these names in the session's database, on MariaDB or MySQL. */
export async function lookAtMariadb(tables: readonly string[], run: RunQuery): Promise<FoundSchema> {
  const names = sql.join(tables.map((table) => sql.lit(table)))
  const relations = await run(relationsOf(names))
  const columns = rowsBy(await run(columnsOf(names)), 'place')
  const indexes = rowsBy(await run(indexesOf(names)), 'place')
  const references = rowsBy(await run(referencesOf(names)), 'place')
  const rules = rowsBy(await run(rulesOf(names)), 'place')
  const found = relations.map((row): [string, FoundTable] => {
    const table = String(row.place)
    const keys = rowsBy(indexes.get(table) ?? [], 'name')
    return [
      table,
      {
        table,
        plain: row.kind === 'BASE TABLE',
        engine: String(row.engine),
        owner: '',
        owned: true,
        readable: true,
        columns: new Map((columns.get(table) ?? []).map((column) => [String(column.name), columnOf(column)])),
        keys: [
          ...[...keys].filter(([, parts]) => isUnique(parts)).map(([name, parts]) => keyOf(name, parts)),
          ...referencesFrom(references.get(table) ?? []),
        ],
        indexes: [...keys]
          .filter(([, parts]) => !isUnique(parts))
          .map(([name, parts]) => ({ name, unique: false, columns: columnNames(parts) })),
        referrers: referrersOf(references, table),
        rules: (rules.get(table) ?? []).map(({ name }) => String(name)),
      },
    ]
  })
  return { tables: new Map(found), ...(await placeOf(run, tables)) }
}

async function placeOf(run: RunQuery, tables: readonly string[]): Promise<Omit<FoundSchema, 'tables'>> {
  const [place] = await run(
    sql`select current_user() as role, database() as place,
      (select count(*) from information_schema.tables where table_schema = database() and table_name = 'dmt_migrations') as recorded`,
  )
  const recorded = Number(place?.recorded) === 1 && tables.includes('dmt_migrations')
  const rows = recorded ? await run(sql`select name, applied_at as state from dmt_migrations`) : undefined
  const named = (finished: boolean) =>
    rows && new Set(rows.filter(({ state }) => (state !== '') === finished).map(({ name }) => String(name)))
  return {
    role: String(place?.role),
    place: String(place?.place),
    mayCreate: true,
    recorded: named(true),
    begun: named(false) ?? new Set(),
    names: new Set((await run(namesIn)).map(({ name }) => String(name))),
    grants: await grantsOf(run),
  }
}

/** Everything that a migration may make. Routines are seen by who may alter or call them. */
const namesIn = sql`
  select table_name as name from information_schema.tables where table_schema = database()
  union select index_name from information_schema.statistics where table_schema = database()
  union select trigger_name from information_schema.triggers where trigger_schema = database()
  union select routine_name from information_schema.routines where routine_schema = database()`

const inPlace = (prefix: string, names: RawBuilder<unknown>) =>
  sql`${sql.raw(prefix)}table_schema = database() and ${sql.raw(prefix)}table_name in (${names})`

const relationsOf = (names: RawBuilder<unknown>) => sql`
  select table_name as place, table_type as kind, engine as engine from information_schema.tables
  where ${inPlace('', names)} order by table_name`

const columnsOf = (names: RawBuilder<unknown>) => sql`
  select table_name as place, column_name as name, column_type as type, is_nullable as nullable, column_default as fallback,
    character_set_name as charset, collation_name as collation, extra as extra, generation_expression as expression
  from information_schema.columns where ${inPlace('', names)} order by table_name, ordinal_position`

const indexesOf = (names: RawBuilder<unknown>) => sql`
  select table_name as place, index_name as name, non_unique as repeats, column_name as part, sub_part as prefix
  from information_schema.statistics where ${inPlace('', names)} order by table_name, index_name, seq_in_index`

/** References from these tables and to them. */
const referencesOf = (names: RawBuilder<unknown>) => sql`
  select k.table_name as place, k.constraint_name as name, k.column_name as part, k.referenced_table_name as target,
    k.referenced_column_name as there, r.unique_constraint_name as rests, r.update_rule as updated, r.delete_rule as deleted
  from information_schema.key_column_usage k join information_schema.referential_constraints r
    on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
  where k.table_schema = database() and k.referenced_table_name is not null
    and (k.table_name in (${names}) or k.referenced_table_name in (${names}))
  order by k.table_name, k.constraint_name, k.ordinal_position`

const rulesOf = (names: RawBuilder<unknown>) => sql`
  select event_object_table as place, trigger_name as name from information_schema.triggers
  where event_object_schema = database() and event_object_table in (${names})
  union all
  select table_name, constraint_name from information_schema.table_constraints
  where ${inPlace('', names)} and constraint_type = 'CHECK' order by 1, 2`

function columnOf({ name, type, nullable, fallback, charset, collation, extra, expression }: ResultRow): FoundColumn {
  // Integers have a width in MariaDB that says nothing of what they hold.
  const bare = String(type).replace(/^((?:tiny|small|medium|big)?int)\(\d+\)/, '$1')
  const words = typeof charset === 'string' ? `${bare} ${charset} ${collation}` : bare
  const rest = String(extra)
    .toLowerCase()
    .replace(/default_generated/, '')
    .trim()
  const computed = /\bgenerated\b/.test(rest)
  // MariaDB writes down that a column has no default but null.
  const hasDefault = fallback !== null && String(fallback).toLowerCase() !== 'null'
  return {
    name: String(name),
    type: words,
    nullable: nullable === 'YES',
    hasDefault: hasDefault || rest === 'auto_increment',
    computed,
    definition: [
      words,
      ...(nullable === 'YES' ? [] : ['not null']),
      ...(hasDefault ? [`default ${String(fallback).toLowerCase()}`] : []),
      ...(computed ? [`as (${bareExpression(expression)})`] : []),
      ...(rest === '' ? [] : [rest]),
    ].join(' '),
  }
}

/** Both servers write an expression down in their own words. */
function bareExpression(expression: unknown): string {
  return String(expression)
    .toLowerCase()
    .replaceAll('`', '')
    .replace(/\blcase\(/g, 'lower(')
}

const isUnique = (parts: readonly ResultRow[]) => Number(parts[0]?.repeats) === 0

/** A part of an index may be the beginning of a column, or an expression. */
function columnNames(parts: readonly ResultRow[]): string[] {
  return parts.map(({ part, prefix }) => `${part ?? '(expression)'}${prefix === null ? '' : `(${prefix})`}`)
}

function keyOf(name: string, parts: readonly ResultRow[]): FoundKey {
  return {
    name,
    kind: name === 'PRIMARY' ? 'primary' : 'unique',
    columns: columnNames(parts),
    target: undefined,
    acts: false,
    validated: true,
  }
}

function referencesFrom(rows: readonly ResultRow[]): FoundKey[] {
  return [...rowsBy(rows, 'name')].map(([name, parts]) => ({
    name,
    kind: 'foreign',
    columns: parts.map(({ part }) => String(part)),
    target: { table: String(parts[0]?.target), columns: parts.map(({ there }) => String(there)) },
    acts: [parts[0]?.updated, parts[0]?.deleted].some((rule) => !/^(RESTRICT|NO ACTION)$/.test(String(rule))),
    validated: true,
  }))
}

function referrersOf(references: RowGroups, table: string): FoundTable['referrers'] {
  return [...references].flatMap(([referrer, rows]) =>
    [...rowsBy(rows, 'name')]
      .filter(([, parts]) => parts[0]?.target === table)
      .map(([name, parts]) => ({ table: referrer, name, key: String(parts[0]?.rests) })),
  )
}
