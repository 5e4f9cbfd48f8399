import { randomBytes } from 'node:crypto'
import type { FreshDatabase } from '../fresh-database.js'
import { isMissing } from '../server.js'
import { testServer } from '../test-server.js'
import { mssqlAt } from './mssql-at.js'

/**
 * An empty database of the test's own on the SQL Server that the run shares, with row versions for its readers.
 * Throws when there is no server: tests that may be skipped ask within `describeOn('mssql', …)`.
 */
export async function freshMssql(): Promise<FreshDatabase> {
  const server = await testServer('mssql')
  if (isMissing(server)) throw new Error(`No SQL Server: ${server.missing}`)
  return await freshMssqlAt(server.url)
}

/** The same on a server that the caller names by its administrator's URL. */
export async function freshMssqlAt(server: string): Promise<FreshDatabase> {
  const name = `dmt_test_${randomBytes(6).toString('hex')}`
  await mssqlAt(server, `create database ${name}`)
  // Engines that always keep row versions have no such statement.
  await mssqlAt(server, `alter database ${name} set read_committed_snapshot on`).catch(() => undefined)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => dropped(server, name) }
}

/** With the connections that are still open to it, which would hold it. */
async function dropped(server: string, name: string): Promise<void> {
  await mssqlAt(server, `alter database ${name} set single_user with rollback immediate`).catch(() =>
    ended(server, name),
  )
  await mssqlAt(server, `drop database ${name}`)
}

/** Ends the connections one by one, for engines that have no such statement. */
async function ended(server: string, name: string): Promise<void> {
  const open = () =>
    mssqlAt(server, `select session_id as id from sys.dm_exec_sessions where database_id = db_id('${name}')`)
  for (let left = await open(); left.some(({ id }) => id !== null); left = await open()) {
    for (const { id } of left) if (id !== null) await mssqlAt(server, `kill ${id}`).catch(() => undefined)
  }
}
