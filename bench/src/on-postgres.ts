import { createPostgres } from '@dmt-providers/postgres'
import { rawPg } from './raw-pg.js'
import { prepareSubject, type Subject } from './subject.js'

/** Measures on a PostgreSQL server, in an empty database of the caller's. */
export async function onPostgres<T>(url: string, devices: number, measure: (subject: Subject) => Promise<T>) {
  const store = createPostgres({ url, tables: ['devices'] })
  const raw = rawPg(url)
  // Filling a table leaves its mark on the server's process for a connection, so neither side has that one.
  const home = rawPg(url)
  try {
    return await measure(await prepareSubject(store, raw, { ours: home, raw: home }, devices))
  } finally {
    await store.close()
    await raw.close()
    await home.close()
  }
}
