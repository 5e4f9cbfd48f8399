import { mariadbAt } from './mariadb-at.js'

/** The version that a MariaDB or MySQL server reports, without the distributor's addition: `10.11.19`. */
export async function serverVersion(url: string): Promise<string> {
  const rows = await mariadbAt(url, 'select version() as version')
  return String(rows[0]?.version).split('-')[0] ?? 'unknown'
}
