import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { ProviderError } from '@dmt-providers/core'
import type { PGlite } from '@electric-sql/pglite'
import { type DriverPool, driverPool } from './driver-pool.js'
import { FolderLock } from './folder-lock.js'
import { PgliteStream } from './pglite-stream.js'
import { textTypes } from './text-types.js'

/** A database of this process and how many stores use it. */
interface Instance {
  readonly use: Promise<DriverPool>
  users: number
  /** Settles once the last user has closed the database, which may then be opened again. */
  ending?: Promise<void>
}

/** One database for each folder and process, also when this package is installed twice. */
const instances = known(Symbol.for('@dmt-providers/pglite-instances'))

function known(key: symbol): Map<string, Instance> {
  const present: Map<string, Instance> | undefined = Reflect.get(globalThis, key)
  if (present !== undefined) return present
  const made = new Map<string, Instance>()
  Reflect.set(globalThis, key, made)
  return made
}

/**
 * Opens the database in a folder, or shares it with the stores of this process that use it already. `memory` is a new
 * database each time. Throws `unavailable` naming the process that has the folder, `permission-denied` when this user
 * may not write it, and `invalid-options` when it cannot be a folder.
 */
export async function usePglite(folder: string): Promise<DriverPool> {
  if (folder === 'memory') return await start('memory://')
  const path = await madeFolder(folder)
  while (instances.get(path)?.ending !== undefined) await instances.get(path)?.ending
  const instance = instances.get(path) ?? { use: startAlone(path), users: 0 }
  instances.set(path, instance)
  instance.users++
  try {
    const { pool } = await instance.use
    return { pool, release: () => release(path, instance) }
  } catch (error) {
    if (instances.get(path) === instance) instances.delete(path)
    throw error
  }
}

async function release(path: string, instance: Instance): Promise<void> {
  instance.users--
  if (instance.users > 0) return
  instance.ending = instance.use.then((use) => use.release()).finally(() => instances.delete(path))
  await instance.ending
}

async function startAlone(path: string): Promise<DriverPool> {
  const lock = await FolderLock.take(path).catch((error: unknown) => {
    throw unusable(path, error)
  })
  try {
    const { pool, release: stop } = await start(join(path, 'data'))
    return { pool, release: () => stop().then(() => lock.release()) }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** A pool of the one connection that an embedded database has: its calls and transactions run one after the other. */
async function start(dataDir: string): Promise<DriverPool> {
  const [{ PGlite }, { citext }, { default: driver }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/citext'),
    import('pg'),
  ])
  const database: PGlite = await PGlite.create({ dataDir, extensions: { citext } })
  const pool = new driver.Pool({
    stream: () => new PgliteStream(database),
    ssl: false,
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
    types: textTypes(driver.types),
  })
  const { release: end } = driverPool(pool, () => {})
  return { pool, release: () => end().then(() => database.close()) }
}

async function madeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await realpath(folder)
  } catch (error) {
    throw unusable(folder, error)
  }
}

const problems: Readonly<Record<string, readonly ['permission-denied' | 'invalid-options', string]>> = {
  EACCES: ['permission-denied', 'cannot be written by this user; give a folder that this user may write'],
  EPERM: ['permission-denied', 'cannot be written by this user; give a folder that this user may write'],
  EROFS: ['permission-denied', 'is on a read-only file system; give a folder that can be written'],
  ENOTDIR: ['invalid-options', 'lies within a file; give a folder'],
  EEXIST: ['invalid-options', 'is a file; give a folder'],
}

function unusable(folder: string, error: unknown): unknown {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  const problem = typeof code === 'string' ? problems[code] : undefined
  if (problem === undefined) return error
  return new ProviderError(problem[0], `pglite: the folder ${folder} ${problem[1]}`, {
    provider: 'pglite',
    nativeCode: String(code),
    cause: error,
  })
}
