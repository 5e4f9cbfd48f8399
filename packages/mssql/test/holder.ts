import { onTestFinished } from 'vitest'
import { connectMssql, mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'

/** Another client's connection, in a transaction that holds up whoever writes the same rows, until it is let go. */
export async function holder(url: string, ...statements: readonly string[]) {
  const connection = await connectMssql(url)
  onTestFinished(() => connection.end())
  await connection.query('begin transaction')
  for (const statement of statements) await connection.query(statement)
  return {
    /** Resolves once somebody waits for its rows. */
    async reached() {
      while ((await mssqlAt(url, waiting)).length === 0);
    },
    /** Sends a further statement within the transaction. */
    send: async (statement: string) => void (await connection.query(statement)),
    letGo: async () => void (await connection.query('rollback transaction')),
  }
}

const waiting = 'select spid from sys.sysprocesses where blocked <> 0 and dbid = db_id()'

/** Numbers of a login's connections. */
export async function connectionsOf(url: string, login: string): Promise<number[]> {
  const rows = await mssqlAt(url, `select session_id from sys.dm_exec_sessions where login_name = '${login}'`)
  return rows.map(({ session_id: id }) => Number(id))
}
