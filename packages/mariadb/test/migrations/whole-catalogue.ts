import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'

const ownTables = /^dmt_migration_lock$/

/** Everything that a database consists of but its rows, and but the table that only runners of migrations use. */
export async function wholeCatalogue(url: string): Promise<readonly string[]> {
  const tables = (await mariadbAt(url, 'show tables')).flatMap((row) => Object.values(row).map(String))
  const made = tables.filter((table) => !ownTables.test(table)).map((table) => `show create table ${table}`)
  const others = await mariadbAt(
    url,
    `select 'trigger' as kind, trigger_name as name from information_schema.triggers where trigger_schema = database()
     union all select lower(routine_type), routine_name from information_schema.routines where routine_schema = database()`,
  )
  const rest = others.map(({ kind, name }) => `show create ${kind} ${name}`)
  const texts: string[] = []
  for (const statement of [...made, ...rest]) {
    const [row] = await mariadbAt(url, statement)
    texts.push(
      Object.entries(row ?? {})
        .find(([name]) => /^(create|sql original)/i.test(name))?.[1]
        ?.toString() ?? '',
    )
  }
  return texts.map(withoutNoise).sort()
}

/**
 * Who made a routine, the next number of a table, what columns of others would have for a character set, and in which
 * order keys were made, say nothing of what they do.
 */
function withoutNoise(text: string): string {
  const lines = text
    .replace(/ AUTO_INCREMENT=\d+/, '')
    .replace(/ DEFAULT CHARSET=\w+( COLLATE=\w+)?/, '')
    .replace(/ DEFINER=\S+/, '')
    .split('\n')
  return lines[0]?.startsWith('CREATE TABLE')
    ? lines
        .map((line) => line.replace(/,$/, ''))
        .sort()
        .join('\n')
    : lines.join('\n')
}

/** Every row of the tables of MPS and RPS, by table. */
export async function allRows(url: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables = (await mariadbAt(url, 'show tables')).flatMap((row) => Object.values(row).map(String))
  const found: Record<string, readonly unknown[]> = {}
  for (const table of tables.filter((name) => !name.startsWith('dmt_')))
    found[table] = await mariadbAt(url, `select * from ${table} order by 1, 2`)
  return found
}
