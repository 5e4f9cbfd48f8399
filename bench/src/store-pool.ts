import type pg from 'pg'
import type { RawDriver } from './raw-driver.js'

/**
 * The pool of the embedded database that a store of this process has open, which nothing else can reach while it is. It
 * is found where `@dmt-providers/postgres` keeps it for all stores of a process.
 */
export async function storePool(): Promise<RawDriver> {
  const instances: ReadonlyMap<string, { use: Promise<{ pool: pg.Pool }> }> | undefined = Reflect.get(
    globalThis,
    Symbol.for('@dmt-providers/pglite-instances'),
  )
  const [instance] = instances?.values() ?? []
  if (instance === undefined) throw new Error('no store has an embedded database open; ping one first')
  const { pool } = await instance.use
  return { query: ({ text }, values) => pool.query(text, values), close: async () => {} }
}
