import { mariadbDialect, mysqlDialect } from '@dmt-providers/sql'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'

/** What the side tables of a database hold that its devices do not have, or the other way round. */
export async function scaleProblems(url: string): Promise<unknown[]> {
  const { verify } = scaleOf(url)
  return (await mariadbAt(url, 'set names utf8mb4 collate utf8mb4_bin', verify)).map(({ problem }) => problem)
}

/** The statements that make the side tables of a database, or mend them. */
export function scaleSteps(url: string): string[] {
  return scaleOf(url).steps.map(({ sql }) => sql)
}

function scaleOf(url: string) {
  const [scale] = (url.startsWith('mysql:') ? mysqlDialect : mariadbDialect).migrations
  if (scale === undefined) throw new Error('the dialect has no migration for scale')
  return scale
}
