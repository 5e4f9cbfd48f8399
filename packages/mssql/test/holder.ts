import { onTestFinished } from 'vitest'
import { connectMssql, mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { isSqlServer, serverVersion } from '../../../tooling/servers/mssql/server-version.js'

/** Another client's connection, in a transaction that holds up whoever writes the same rows, until it is let go. */
export async function holder(url: string, ...statements: readonly string[]) {
  const connection = await connectMssql(url)
  onTestFinished(() => connection.end())
  const waiting = isSqlServer(await serverVersion(url)) ? blocked : busy
  await connection.query('begin transaction')
  for (const statement of statements) await connection.query(statement)
  return {
    /** Resolves once somebody waits for its rows. */
    async reached() {
      // Twice, for engines that tell of a statement at work only, and not that it waits.
      for (let seen = 0; seen < 2; ) seen = (await mssqlAt(url, waiting)).length === 0 ? 0 : seen + 1
    },
    /** Sends a further statement within the transaction. */
    send: async (statement: string) => void (await connection.query(statement)),
    letGo: async () => void (await connection.query('rollback transaction')),
  }
}

const blocked = `select session_id from sys.dm_exec_requests where blocking_session_id <> 0 and database_id = db_id()`
const busy = `select session_id from sys.dm_exec_sessions
  where status = 'active' and database_id = db_id() and session_id <> @@spid`

/** Numbers of a login's connections. */
export async function connectionsOf(url: string, login: string): Promise<number[]> {
  const rows = await mssqlAt(url, `select session_id from sys.dm_exec_sessions where login_name = '${login}'`)
  return rows.map(({ session_id: id }) => Number(id))
}
