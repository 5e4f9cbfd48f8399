import { catalogue } from '../catalogue.js'
import { rowsAt } from '../rows-at.js'
import type { PlainRow } from '../sql-at.js'

/** What a migration leaves where it is, though a new database has none of it. */
const retired: readonly RegExp[] = [
  /^networkconfigs\b/,
  /^(networkprofilename|lower_network_profile_name_idx) /,
  /^ciraconfigs column (generate_random_password|random_password_length) /,
  /^profiles column (configuration_script|network_profile_name|random_password_characters) /,
  /^profiles column (random_password_length|random_mebx_password_length) /,
  /^profiles constraint profiles_network_profile_name_fkey /,
]

/** Everything that a database consists of but its rows, without what is documented to be left over. */
export async function wholeCatalogue(place: string): Promise<readonly string[]> {
  const functions = await rowsAt(
    place,
    `select p.proname as table, 'function' as kind, pg_get_function_identity_arguments(p.oid) as name,
            pg_get_functiondef(p.oid) as definition
       from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and not exists
         (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1, 3`,
  )
  return [...(await catalogue(place)), ...functions]
    .map(({ table, kind, name, definition }) => `${table} ${kind} ${name} ${definition}`)
    .filter((line) => !retired.some((pattern) => pattern.test(line)))
    .sort()
}

/** Where each row of each table lies and which transaction wrote it: what any write at all would change. */
export async function rowVersions(place: string): Promise<readonly PlainRow[]> {
  const tables = await tablesAt(place)
  if (tables.length === 0) return []
  return await rowsAt(
    place,
    tables.map((table) => `select '${table}' as table, ctid::text, xmin::text from ${table}`).join(' union all ') +
      ' order by 1, 2',
  )
}

/** Every row of the tables that a database has, by table. */
export async function allRows(place: string): Promise<Readonly<Record<string, readonly PlainRow[]>>> {
  const found: Record<string, readonly PlainRow[]> = {}
  for (const table of await tablesAt(place)) {
    found[table] = (await rowsAt(place, `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`)).map(
      ({ row }) => row as PlainRow,
    )
  }
  return found
}

async function tablesAt(place: string): Promise<readonly string[]> {
  const rows = await rowsAt(place, `select tablename from pg_tables where schemaname = 'public' order by 1`)
  return rows.map(({ tablename }) => String(tablename))
}
