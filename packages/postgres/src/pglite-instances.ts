import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { FolderLock } from './folder-lock.js'

/** OID of `timestamp` without zone, which the dialect reads itself. */
const timestampOid = 1114

/** An open database and how many stores use it. */
interface Instance {
  database: Promise<{ database: PGlite; lock: FolderLock | undefined }>
  users: number
}

/** One database for each folder and process, also when this package is installed twice. */
const instances = open(Symbol.for('@dmt-providers/pglite-instances'))

function open(key: symbol): Map<string, Instance> {
  const known: Map<string, Instance> | undefined = Reflect.get(globalThis, key)
  if (known !== undefined) return known
  const made = new Map<string, Instance>()
  Reflect.set(globalThis, key, made)
  return made
}

/** A use of a database. */
export interface PgliteUse {
  database: PGlite
  /** Ends this use; the last one closes the database. */
  release(): Promise<void>
}

/**
 * Opens the database in a folder, or shares it with the stores of this process that use it already. `memory` is a new
 * database each time. Throws `unavailable` naming the process that has the folder.
 */
export async function usePglite(folder: string): Promise<PgliteUse> {
  if (folder === 'memory') {
    const database = await create('memory://')
    return { database, release: () => database.close() }
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = await realpath(folder)
  const instance = instances.get(path) ?? { database: start(path), users: 0 }
  instances.set(path, instance)
  instance.users++
  try {
    const { database } = await instance.database
    return { database, release: () => release(path, instance) }
  } catch (error) {
    if (instances.get(path) === instance) instances.delete(path)
    throw error
  }
}

async function start(path: string) {
  const lock = await FolderLock.take(path)
  try {
    return { database: await create(join(path, 'data')), lock }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function release(path: string, instance: Instance): Promise<void> {
  instance.users--
  if (instance.users > 0) return
  instances.delete(path)
  const { database, lock } = await instance.database
  await database.close()
  await lock?.release()
}

async function create(dataDir: string): Promise<PGlite> {
  const [{ PGlite }, { citext }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/citext'),
  ])
  return await PGlite.create({ dataDir, extensions: { citext }, parsers: { [timestampOid]: (value) => value } })
}
