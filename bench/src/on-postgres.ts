import { createPostgres } from '@dmt-providers/postgres'
import { postgresDialect } from '@dmt-providers/sql'
import { postgresHome } from './home.js'
import { rawPg } from './raw-pg.js'
import { prepareSubject, type Subject } from './subject.js'

/** Measures on a PostgreSQL server, in an empty database of the caller's. */
export async function onPostgres<T>(url: string, devices: number, measure: (subject: Subject) => Promise<T>) {
  const store = createPostgres({ url, tables: ['devices'] })
  const raw = rawPg(url)
  // Filling a table leaves its mark on the server's process for a connection, so neither side has that one.
  const schema = rawPg(url)
  const home = postgresHome(schema)
  try {
    return await measure(
      await prepareSubject({ store, raw, homes: { ours: home, raw: home }, dialect: postgresDialect, schema }, devices),
    )
  } finally {
    await store.close()
    await raw.close()
    await schema.close()
  }
}
