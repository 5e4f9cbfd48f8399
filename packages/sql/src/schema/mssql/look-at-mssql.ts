import { type RawBuilder, sql } from 'kysely'
import type { ResultRow } from '../../sql-connection.js'
import type { FoundColumn, FoundKey, FoundSchema, FoundTable } from '../found-schema.js'
import { type RowGroups, rowsBy } from '../rows-by.js'
import type { RunQuery } from '../schema-tools.js'

/** Reads the catalogue of the tables of these names, where the session's default schema has them. */
export async function lookAtMssql(tables: readonly string[], run: RunQuery): Promise<FoundSchema> {
  const names = sql.join(tables.map((table) => sql.lit(table)))
  const named = sql`(select o.name, o.object_id, o.type, o.schema_id from sys.objects o
    where o.schema_id = schema_id() and o.type in ('U', 'V') and o.name in (${names}))`
  const relations = await run(relationsOf(named))
  const columns = rowsBy(await run(columnsOf(named)), 'place')
  const keys = rowsBy(await run(keysOf(named)), 'place')
  const references = rowsBy(await run(referencesOf(named)), 'place')
  const rules = rowsBy(await run(rulesOf(named)), 'place')
  const found = relations.map((row): [string, FoundTable] => {
    const table = String(row.place)
    const made = [...rowsBy(keys.get(table) ?? [], 'name')]
    return [
      table,
      {
        table,
        plain: String(row.kind).trim() === 'U',
        owner: '',
        owned: Number(row.owned) === 1,
        readable: true,
        columns: new Map((columns.get(table) ?? []).map((column) => [String(column.name), columnOf(column)])),
        keys: [
          ...made.filter(([, parts]) => isKey(parts)).map(([name, parts]) => keyOf(name, parts)),
          ...referencesFrom(references.get(table) ?? []),
        ],
        indexes: made
          .filter(([, parts]) => !isKey(parts))
          .map(([name, parts]) => ({ name, unique: Number(parts[0]?.once) === 1, columns: partsOf(parts) })),
        referrers: referrersOf(references, table),
        rules: (rules.get(table) ?? []).map(({ name }) => String(name)),
      },
    ]
  })
  return { tables: new Map(found), ...(await placeOf(run)) }
}

async function placeOf(run: RunQuery): Promise<Omit<FoundSchema, 'tables'>> {
  const [place] = await run(
    sql`select user_name() as role, schema_name() as place, has_perms_by_name(db_name(), 'DATABASE', 'CREATE TABLE') as makes,
      has_perms_by_name(schema_name(), 'SCHEMA', 'ALTER') as alters, object_id('dmt_migrations') as recorded`,
  )
  const names = place?.recorded === null ? undefined : await run(sql`select name from dmt_migrations`)
  return {
    role: String(place?.role),
    place: String(place?.place),
    mayCreate: Number(place?.makes) === 1 && Number(place?.alters) === 1,
    recorded: names && new Set(names.map(({ name }) => String(name))),
  }
}

const relationsOf = (named: RawBuilder<unknown>) => sql`
  select n.name as place, n.type as kind, has_perms_by_name(n.name, 'OBJECT', 'ALTER') as owned from ${named} n order by n.name`

const columnsOf = (named: RawBuilder<unknown>) => sql`
  select n.name as place, c.name as name, type_name(c.user_type_id) as type, c.max_length as bytes, c.scale as scale,
    c.collation_name as collation, c.is_nullable as nullable, c.is_computed as computed, c.is_identity as counted,
    c.default_object_id as fallback
  from ${named} n join sys.columns c on c.object_id = n.object_id order by n.name, c.column_id`

/** Keys and indexes alike, a row for each of their columns. */
const keysOf = (named: RawBuilder<unknown>) => sql`
  select n.name as place, i.name as name, i.is_primary_key as first, i.is_unique_constraint as only_once, i.is_unique as once,
    c.name as part
  from ${named} n join sys.indexes i on i.object_id = n.object_id and i.name is not null
  join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id and k.is_included_column = 0
  join sys.columns c on c.object_id = k.object_id and c.column_id = k.column_id
  order by n.name, i.name, k.key_ordinal`

/** References from these tables and to them. */
const referencesOf = (named: RawBuilder<unknown>) => sql`
  select object_name(f.parent_object_id) as place, f.name as name, c.name as part, object_name(f.referenced_object_id) as target,
    t.name as there, i.name as rests, f.is_not_trusted as unchecked, f.is_disabled as disabled,
    f.delete_referential_action + f.update_referential_action as acts
  from sys.foreign_keys f
  join sys.foreign_key_columns k on k.constraint_object_id = f.object_id
  join sys.columns c on c.object_id = k.parent_object_id and c.column_id = k.parent_column_id
  join sys.columns t on t.object_id = k.referenced_object_id and t.column_id = k.referenced_column_id
  left join sys.indexes i on i.object_id = f.referenced_object_id and i.index_id = f.key_index_id
  where f.parent_object_id in (select object_id from ${named} n) or f.referenced_object_id in (select object_id from ${named} n)
  order by 1, 2, k.constraint_column_id`

const rulesOf = (named: RawBuilder<unknown>) => sql`
  select n.name as place, t.name as name from ${named} n join sys.triggers t on t.parent_id = n.object_id
  union all
  select n.name, k.name from ${named} n join sys.check_constraints k on k.parent_object_id = n.object_id order by 1, 2`

function columnOf(row: ResultRow): FoundColumn {
  const type = typeOf(row)
  const nullable = isSet(row.nullable)
  const computed = isSet(row.computed)
  return {
    name: String(row.name),
    type,
    nullable,
    hasDefault: Number(row.fallback) !== 0 || isSet(row.counted),
    computed: computed || isSet(row.counted),
    // Servers write an expression down in words of their own, so that only its type tells what it is.
    definition: `${type}${nullable ? '' : ' not null'}${computed ? ' computed' : ''}`,
  }
}

function typeOf({ type, bytes, scale, collation }: ResultRow): string {
  const name = String(type)
  const size = Number(bytes)
  // Where PostgreSQL speaks the language, one collation is named for all columns whatever they have.
  const compared = typeof collation === 'string' && !/^bbf_/i.test(collation) ? ` ${collation}` : ''
  if (/^n(var)?char$/.test(name)) return `${name}(${size < 0 ? 'max' : size / 2})${compared}`
  if (/^(var)?char$/.test(name)) return `${name}(${size < 0 ? 'max' : size})${compared}`
  if (/^(var)?binary$/.test(name)) return `${name}(${size < 0 ? 'max' : size})`
  return /^(datetime2|datetimeoffset|time)$/.test(name) ? `${name}(${scale})` : name
}

const isSet = (value: unknown) => value === true || Number(value) === 1
const isKey = ([part]: readonly ResultRow[]) => isSet(part?.first) || isSet(part?.only_once)
const partsOf = (parts: readonly ResultRow[]) => parts.map(({ part }) => String(part))

function keyOf(name: string, parts: readonly ResultRow[]): FoundKey {
  const kind = isSet(parts[0]?.first) ? 'primary' : 'unique'
  return { name, kind, columns: partsOf(parts), target: undefined, acts: false, validated: true }
}

function referencesFrom(rows: readonly ResultRow[]): FoundKey[] {
  return [...rowsBy(rows, 'name')].map(([name, parts]) => ({
    name,
    kind: 'foreign',
    columns: partsOf(parts),
    target: { table: String(parts[0]?.target), columns: parts.map(({ there }) => String(there)) },
    acts: Number(parts[0]?.acts) !== 0,
    validated: !isSet(parts[0]?.unchecked) && !isSet(parts[0]?.disabled),
  }))
}

function referrersOf(references: RowGroups, table: string): FoundTable['referrers'] {
  return [...references].flatMap(([referrer, rows]) =>
    [...rowsBy(rows, 'name')]
      .filter(([, parts]) => parts[0]?.target === table)
      .map(([name, parts]) => ({ table: referrer, name, key: String(parts[0]?.rests) })),
  )
}
