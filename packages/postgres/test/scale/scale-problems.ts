import { postgresDialect } from '@dmt-providers/sql'
import { sqlAt } from '../sql-at.js'

/** What the side tables of a database hold that its devices do not have, or the other way round. */
export async function scaleProblems(url: string): Promise<unknown[]> {
  const [scale] = postgresDialect.migrations
  if (scale === undefined) throw new Error('the dialect has no migration for scale')
  return (await sqlAt(url, scale.verify)).map(({ problem }) => problem)
}
