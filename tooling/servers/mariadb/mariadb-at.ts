import { createConnection } from 'mariadb'

/** Runs statements as the user of a URL, one after the other; answers the rows of the last. */
export async function mariadbAt(url: string, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const connection = await createConnection({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    connectTimeout: 10_000,
    // MySQL's servers ask for it where there is no TLS; these are loopback addresses, and the passwords are a test's.
    allowPublicKeyRetrieval: true,
    bigIntAsNumber: true,
    timezone: 'Z',
  })
  try {
    let answer: unknown = []
    for (const statement of statements) answer = await connection.query(statement)
    return Array.isArray(answer) ? answer : []
  } finally {
    await connection.end()
  }
}
