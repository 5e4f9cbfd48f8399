import { rowsAt } from './rows-at.js'
import type { PlainRow } from './sql-at.js'

/** Every column, constraint, index, trigger and grant of the tables that the public schema holds, as comparable rows. */
export async function catalogue(url: string, except: readonly string[] = []): Promise<readonly PlainRow[]> {
  const rows = await rowsAt(
    url,
    `select c.relname as table, 'column' as kind, a.attname as name,
            format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
              || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as definition
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
     union all
     select c.relname, 'constraint', n.conname, pg_get_constraintdef(n.oid)
       from pg_constraint n join pg_class c on c.oid = n.conrelid
      where c.relnamespace = 'public'::regnamespace and n.contype <> 'n'
     union all
     select tablename, 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
     union all
     select c.relname, 'trigger', t.tgname, pg_get_triggerdef(t.oid)
       from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal
     union all
     select c.relname, 'class', c.relkind::text, coalesce(c.relacl::text, '') || coalesce(c.reloptions::text, '')
       from pg_class c where c.relnamespace = 'public'::regnamespace
     union all
     select 'extension', 'extension', extname, extversion from pg_extension
     order by 1, 2, 3, 4`,
  )
  return rows.filter((row) => !except.includes(String(row.table)))
}
