import { PGlite } from '@electric-sql/pglite'
import { citext } from '@electric-sql/pglite/contrib/citext'
import type { RawDriver } from './raw-driver.js'

/** PGlite's own `query`, which has no prepared statements with a name. */
export async function rawPglite(dataDir: string): Promise<RawDriver> {
  const database = await PGlite.create({ dataDir, extensions: { citext } })
  return { query: ({ text }, values) => database.query(text, values), close: () => database.close() }
}
