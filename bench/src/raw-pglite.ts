import type { PGlite } from '@electric-sql/pglite'
import type { RawDriver } from './raw-driver.js'

/**
 * The embedded database that a store of this process has open: both sides then work on the very same rows, which two
 * databases in two folders would not give. It is found where `@dmt-providers/postgres` keeps it for all its stores.
 */
export async function rawPglite(): Promise<RawDriver> {
  const instances: ReadonlyMap<string, { database: Promise<{ database: PGlite }> }> | undefined = Reflect.get(
    globalThis,
    Symbol.for('@dmt-providers/pglite-instances'),
  )
  const [instance] = instances?.values() ?? []
  if (instance === undefined) throw new Error('no store has an embedded database open; ping one first')
  const { database } = await instance.database
  return { query: ({ text }, values) => database.query(text, values), close: async () => {} }
}
