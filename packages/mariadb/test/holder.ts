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
    letGo: async () => void (await connection.query('rollback')),
  }
}

/** Connections to the database of a URL that wait for a row. */
function waiting(url: string) {
  return mariadbAt(
    url,
    `select p.id from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id
     where t.trx_state = 'LOCK WAIT' and p.db = database()`,
  )
}

/** Numbers of a user's connections. */
export async function connectionsOf(url: string, user: string): Promise<number[]> {
  const rows = await mariadbAt(url, `select id from information_schema.processlist where user = '${user}'`)
  return rows.map(({ id }) => Number(id))
}
