import { onTestFinished } from 'vitest'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { type TempUser, tempUser } from './temp-user.js'

/** A database of the running test's own, after these statements; removed when the test ends. */
export async function tempDatabase(...statements: readonly string[]): Promise<string> {
  const { url, drop } = await freshMariadb()
  onTestFinished(drop)
  if (statements.length > 0) await mariadbAt(url, ...statements)
  return url
}

/** A user of the running test's own who may do these things in the database. */
export async function userOf(url: string, rights = 'all'): Promise<TempUser> {
  const user = await tempUser(url)
  onTestFinished(() => user.drop())
  await mariadbAt(url, `grant ${rights} on ${new URL(url).pathname.slice(1)}.* to ${user.name}@'%'`)
  return user
}
