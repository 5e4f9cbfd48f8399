import { type RawBuilder, sql } from 'kysely'
import type { ResultRow } from '../../sql-connection.js'
import type { FoundKey, FoundSchema, FoundTable } from '../found-schema.js'
import { type RowGroups, rowsBy } from '../rows-by.js'
import type { RunQuery } from '../schema-tools.js'

/** Reads the catalogue of the tables of these names, where the session's search path finds them. */
export async function lookAtPostgres(tables: readonly string[], run: RunQuery): Promise<FoundSchema> {
  const names = sql.join(tables.map((table) => sql`${table}::text`))
  const named = sql`(select t.name, c.oid, c.relkind, c.relowner from unnest(array[${names}]) t(name) join pg_class c on c.oid = to_regclass(t.name))`
  const relations = await run(relationsOf(named))
  const columns = rowsBy(await run(columnsOf(named)), 'table')
  const keys = rowsBy(await run(keysOf(named)), 'table')
  const indexes = rowsBy(await run(indexesOf(named)), 'table')
  const referrers = rowsBy(await run(referrersOf(named)), 'table')
  const rules = rowsBy(await run(rulesOf(named)), 'table')
  const of = (rows: RowGroups, table: string) => rows.get(table) ?? []
  const found = relations.map((row): [string, FoundTable] => {
    const table = String(row.table)
    const made: FoundTable = {
      table,
      plain: row.plain === true,
      owner: String(row.owner),
      owned: row.owned === true,
      readable: row.readable === true,
      columns: new Map(of(columns, table).map((column) => [String(column.name), columnOf(column)])),
      keys: of(keys, table).map(keyOf),
      indexes: of(indexes, table).map(({ name, unique }) => ({
        name: String(name),
        unique: unique === true,
        columns: [],
      })),
      referrers: of(referrers, table).map((one) => ({
        table: String(one.referrer),
        name: String(one.name),
        key: String(one.key),
      })),
      rules: of(rules, table).map(({ name }) => String(name)),
    }
    return [table, made]
  })
  return { tables: new Map(found), ...(await placeOf(run)) }
}

async function placeOf(run: RunQuery): Promise<Omit<FoundSchema, 'tables'>> {
  const [place] = await run(
    sql`select current_user::text as role, coalesce(current_schema()::text, '') as place, coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate", to_regclass('dmt_migrations') is not null as recorded`,
  )
  const names = place?.recorded === true ? await run(sql`select name from dmt_migrations`) : undefined
  return {
    role: String(place?.role),
    place: String(place?.place),
    mayCreate: place?.mayCreate === true,
    recorded: names && new Set(names.map(({ name }) => String(name))),
  }
}

const relationsOf = (named: RawBuilder<unknown>) => sql`
  select name as table, relkind in ('r', 'p') as plain, pg_get_userbyid(relowner)::text as owner,
    pg_has_role(relowner, 'usage') as owned, has_table_privilege(oid, 'select') as readable
  from ${named} n order by name`

const columnsOf = (named: RawBuilder<unknown>) => sql`
  select n.name as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
    a.atthasdef or a.attidentity <> '' as defaulted, a.attgenerated <> '' or a.attidentity = 'a' as computed
  from ${named} n join pg_attribute a on a.attrelid = n.oid and a.attnum > 0 and not a.attisdropped order by a.attnum`

const columnNames = (numbers: RawBuilder<unknown>, relation: RawBuilder<unknown>) => sql`
  array(select a.attname::text from unnest(${numbers}) with ordinality part(number, place)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = part.number order by part.place)`

const keysOf = (named: RawBuilder<unknown>) => sql`
  select n.name as table, k.conname::text as name, k.contype::text as kind, k.convalidated as validated,
    ${columnNames(sql`k.conkey`, sql`k.conrelid`)} as columns, coalesce(r.relname::text, '') as target,
    ${columnNames(sql`k.confkey`, sql`k.confrelid`)} as "targetColumns",
    k.condeferrable or (k.contype = 'f' and (k.confdeltype <> 'a' or k.confupdtype <> 'a')) as acts
  from ${named} n join pg_constraint k on k.conrelid = n.oid and k.contype in ('p', 'u', 'f')
  left join pg_class r on r.oid = k.confrelid order by k.conname`

const indexesOf = (named: RawBuilder<unknown>) => sql`
  select n.name as table, c.relname::text as name, i.indisunique as unique
  from ${named} n join pg_index i on i.indrelid = n.oid join pg_class c on c.oid = i.indexrelid
  where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = n.oid) order by 2`

const referrersOf = (named: RawBuilder<unknown>) => sql`
  select n.name as table, r.relname::text as referrer, k.conname::text as name, u.conname::text as key
  from ${named} n join pg_constraint k on k.confrelid = n.oid and k.contype = 'f' join pg_class r on r.oid = k.conrelid
  join pg_constraint u on u.conindid = k.conindid and u.conrelid = n.oid and u.contype in ('p', 'u') order by 2, 3`

const rulesOf = (named: RawBuilder<unknown>) => sql`
  select n.name as table, t.tgname::text as name from ${named} n join pg_trigger t on t.tgrelid = n.oid and not t.tgisinternal
  union all
  select n.name, k.conname::text from ${named} n join pg_constraint k on k.conrelid = n.oid and k.contype in ('c', 'x', 't')
  order by 2`

const kinds: Readonly<Record<string, FoundKey['kind']>> = { p: 'primary', u: 'unique', f: 'foreign' }

function columnOf({ name, type, required, defaulted, computed }: ResultRow) {
  return {
    name: String(name),
    // An extension may live in a schema that is not on the search path, and then stands in front of its types.
    type: String(type).replace(/^"?[\w-]+"?\./, ''),
    nullable: required !== true,
    hasDefault: defaulted === true,
    computed: computed === true,
  }
}

function keyOf({ name, kind, columns, target, targetColumns, acts, validated }: ResultRow): FoundKey {
  return {
    name: String(name),
    kind: kinds[String(kind)] ?? 'unique',
    columns: texts(columns),
    target: kind === 'f' ? { table: String(target), columns: texts(targetColumns) } : undefined,
    acts: acts === true,
    validated: validated === true,
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
