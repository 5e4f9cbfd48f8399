import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPglite } from '@dmt-providers/postgres'
import { rawPglite } from './raw-pglite.js'
import { prepareSubject, type Subject } from './subject.js'

/** Measures on the embedded database, in a folder that is gone afterwards. */
export async function onPglite<T>(devices: number, measure: (subject: Subject) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-bench-'))
  const store = createPglite({ folder, tables: ['devices'] })
  try {
    await store.ping()
    return await measure(await prepareSubject(store, await rawPglite(), devices))
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}
