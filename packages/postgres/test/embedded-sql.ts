import { usePglite } from '../src/pglite-instances.js'
import type { PlainRow } from './sql-at.js'

/** Runs statements at an embedded database beside the stores that use it, and answers the rows of the last. */
export async function embeddedSql(folder: string, ...statements: readonly string[]): Promise<readonly PlainRow[]> {
  const { pool, release } = await usePglite(folder)
  try {
    let rows: readonly PlainRow[] = []
    for (const statement of statements) rows = (await pool.query<PlainRow>(statement)).rows
    return rows
  } finally {
    await release()
  }
}
