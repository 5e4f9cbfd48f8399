import { onTestFinished } from 'vitest'
import { freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { sqlAt } from './sql-at.js'
import { type TempRole, tempRole } from './temp-role.js'

/** A database of the running test's own, after these statements; removed when the test ends. */
export async function tempDatabase(...statements: readonly string[]): Promise<string> {
  const { url, drop } = await freshDatabase()
  onTestFinished(drop)
  await sqlAt(url, ...statements)
  return url
}

/** A role of the running test's own, after these statements, in which `role` stands for its name. */
export async function roleOf(url: string, ...statements: readonly string[]): Promise<TempRole> {
  const role = await tempRole(url)
  onTestFinished(() => role.drop())
  await sqlAt(url, ...statements.map((statement) => statement.replaceAll(/\brole\b/g, role.name)))
  return role
}
