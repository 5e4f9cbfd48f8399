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

/** A user of the running test's own who has these roles in the database. */
export async function userOf(url: string, roles: readonly string[] = ['db_owner']): Promise<TempUser> {
  const user = await tempUser(url)
  onTestFinished(() => user.drop())
  for (const role of roles) await mssqlAt(url, `alter role ${role} add member ${user.name}`)
  return user
}
