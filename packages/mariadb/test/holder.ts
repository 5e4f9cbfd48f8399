import { createConnection } from 'mariadb'
import { onTestFinished } from 'vitest'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'

/** Another client's connection, in a transaction that holds up whoever writes the same rows, until it is let go. */
export async function holder(url: string, ...statements: readonly string[]) {
  const { hostname, port, username, password, pathname } = new URL(url)
  const connection = await createConnection({
    host: hostname,
    port: Number(port),
    user: username,
    password,
    database: pathname.slice(1),
    allowPublicKeyRetrieval: true,
  })
  onTestFinished(() => connection.end())
  await connection.query('start transaction')
  for (const statement of statements) await connection.query(statement)
  return {
    /** Resolves once somebody waits for its rows. */
    async reached() {
      while ((await waiting(url)).length === 0);
    },
    /** Sends a further statement within the transaction. */
    send: async (statement: string) => void (await connection.query(statement)),
    letGo: async () => void (await connection.query('rollback')),
  }
}

/**
 * Connections to the database of a URL whose statement does not end. InnoDB's own list of those that wait is no help: it
 * stays as it was for as long as it is asked for more often than ten times a second.
 */
function waiting(url: string) {
  return mariadbAt(
    url,
    `select id from information_schema.processlist
     where db = database() and id <> connection_id() and command <> 'Sleep' and time_ms > 50`,
  )
}

/** Numbers of a user's connections. */
export async function connectionsOf(url: string, user: string): Promise<number[]> {
  const rows = await mariadbAt(url, `select id from information_schema.processlist where user = '${user}'`)
  return rows.map(({ id }) => Number(id))
}
