import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPglite } from '@dmt-providers/postgres'
import { postgresDialect } from '@dmt-providers/sql'
import { postgresHome } from './home.js'
import { rawPglite } from './raw-pglite.js'
import { storePool } from './store-pool.js'
import { prepareSubject, type Subject } from './subject.js'

/** Measures on embedded databases, in folders that are gone afterwards. One has one user, so each side has its own. */
export async function onPglite<T>(devices: number, measure: (subject: Subject) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'dmt-bench-'))
  try {
    await makeTables(join(root, 'raw'))
    const raw = await rawPglite(join(root, 'raw', 'data'))
    const store = createPglite({ folder: join(root, 'ours'), tables: ['devices'] })
    try {
      await store.ping()
      const schema = await storePool()
      const homes = { ours: postgresHome(schema), raw: postgresHome(raw) }
      return await measure(await prepareSubject({ store, raw, homes, dialect: postgresDialect, schema }, devices))
    } finally {
      await store.close()
      await raw.close()
    }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** The raw side works on the tables that the store makes, so they are made by one that is closed again. */
async function makeTables(folder: string): Promise<void> {
  const store = createPglite({ folder, tables: ['devices'] })
  await store.ping()
  await store.close()
}
