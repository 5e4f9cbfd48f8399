import { onTestFinished } from 'vitest'
import { freshMssql } from '../../../tooling/servers/mssql/fresh-mssql.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { type TempUser, tempUser } from './temp-user.js'

/** A database of the running test's own, after these statements; removed when the test ends. */
export async function tempDatabase(...statements: readonly string[]): Promise<string> {
  const { url, drop } = await freshMssql()
  onTestFinished(drop)
  if (statements.length > 0) await mssqlAt(url, ...statements)
  return url
}

/** A user of the running test's own who may do these things with the rows of every table. */
export async function userOf(url: string, rights = 'select, insert, update, delete'): Promise<TempUser> {
  const user = await tempUser(url)
  onTestFinished(() => user.drop())
  await mssqlAt(url, `grant ${rights} on schema::dbo to ${user.name}`)
  onTestFinished(async () => void (await mssqlAt(url, `revoke ${rights} on schema::dbo from ${user.name}`)))
  return user
}
