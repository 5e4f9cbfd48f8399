import { mssqlAt } from '../../../../tooling/servers/mssql/mssql-at.js'

/** Columns, keys and references of every table, as comparable lines; names that an engine makes up are left out. */
export async function wholeCatalogue(url: string): Promise<readonly string[]> {
  const columns = await mssqlAt(
    url,
    `select concat(o.name, ' ', c.name, ' ', type_name(c.user_type_id), ' ', c.max_length, ' ', c.is_nullable, c.is_computed) as line
     from sys.columns c join sys.objects o on o.object_id = c.object_id where o.type = 'U'`,
  )
  const keys = await mssqlAt(
    url,
    `select concat(o.name, ' ', i.is_primary_key, i.is_unique, ' ', k.key_ordinal, ' ', c.name) as line
     from sys.indexes i join sys.objects o on o.object_id = i.object_id and o.type = 'U'
     join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id
     join sys.columns c on c.object_id = k.object_id and c.column_id = k.column_id`,
  )
  const references = await mssqlAt(
    url,
    `select concat(object_name(parent_object_id), ' to ', object_name(referenced_object_id), ' ', delete_referential_action) as line
     from sys.foreign_keys`,
  )
  return [...columns, ...keys, ...references].map(({ line }) => String(line)).sort()
}
