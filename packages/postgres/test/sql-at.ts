import pg from 'pg'

/** A row as plain SQL answers it. */
export type PlainRow = Readonly<Record<string, unknown>>

/** Runs statements at a database one after the other, on one connection, and answers the rows of the last. */
export async function sqlAt(url: string, ...statements: readonly string[]): Promise<readonly PlainRow[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    let rows: readonly PlainRow[] = []
    for (const statement of statements) rows = (await client.query<PlainRow>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
