import { sql } from 'kysely'
import type { RunQuery } from '../schema-tools.js'

/** What the session's user was granted, its roles' rights included, a statement each. */
export async function grantsOf(run: RunQuery): Promise<string[]> {
  const [row] = await run(sql`select version() as version, current_role() as roles`)
  const roles = typeof row?.roles === 'string' && row.roles !== 'NONE' ? row.roles : undefined
  // MariaDB shows the rights of the role that is set by itself.
  const using = roles === undefined || /mariadb/i.test(String(row?.version)) ? '' : ` using ${roles}`
  const grants = await run(sql.raw(using === '' ? 'show grants' : `show grants for current_user()${using}`))
  return grants.flatMap((grant) => Object.values(grant).map(String))
}
