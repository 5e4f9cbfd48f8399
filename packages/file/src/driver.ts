import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import {
  type Call,
  Changes,
  type ConfigDriver,
  type ConfigEntry,
  type Expected,
  ProviderError,
} from '@dmt-providers/core'
import { classify, hasErrno } from './errors.js'
import { FolderLock, ownName } from './folder-lock.js'
import { folderId, unlessGone, walk } from './folder-tree.js'
import { FolderWatch } from './folder-watch.js'
import { asideOfKey, keyOfPath, pathOfKey } from './key-path.js'
import { KnownFolder } from './known-folder.js'
import { readValueFile, type ValueFile, versionOf } from './value-file.js'

/** A value with the place of its file. */
interface Found extends ValueFile {
  readonly path: string
}

/** Each key is a file of the folder, and each write puts a whole new file in the place of the old one. */
export class FileDriver implements ConfigDriver {
  readonly provider = 'file'
  readonly system = 'file'
  readonly capabilities = { compareAndSet: true, watch: true }
  readonly classify = classify
  readonly #folder: string
  readonly #rescanMs: number
  #writing: Promise<unknown> = Promise.resolve()
  /** The folder has been seen: if it is gone later, that is a fault and no first write to come. */
  #wasThere = false

  constructor({ folder, rescanMs }: { folder: string; rescanMs: number }) {
    this.#folder = resolve(folder)
    this.#rescanMs = rescanMs
  }

  async get(key: string): Promise<ConfigEntry | undefined> {
    const entry = await this.#entry(key)
    if (entry === undefined) await this.probe()
    else this.#wasThere = true
    return entry
  }

  async list(prefix: string): Promise<ConfigEntry[]> {
    const { folders, files } = await walk(this.#folder)
    if (folders.size === 0) await this.probe()
    else this.#wasThere = true
    const entries = await this.#entries(files, prefix)
    if (await this.#isStill(folders)) return [...entries.values()]
    throw new ProviderError('unavailable', `the folder ${this.#folder} was replaced while it was read; try again`)
  }

  async put(key: string, value: string, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    const write = this.#writing.then(() => this.#put(key, value, expected, call))
    this.#writing = write.catch(() => undefined)
    return await write
  }

  async *watch(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const changes = new Changes()
    const watch = new FolderWatch(this.#folder, changes)
    const rescan = setInterval(watch.markAll, this.#rescanMs).unref()
    const known = new KnownFolder(this.#folder, prefix)
    try {
      do {
        const heard = watch.take()
        const changed = heard && (await known.look(heard))
        if (changed ?? (await this.#lookAtAll(prefix, known, watch))) yield [...known.entries.values()]
      } while (await changes.next(signal))
    } finally {
      clearInterval(rescan)
      watch.close()
    }
  }

  /** Walks through the whole folder; false when it is gone, or about to be replaced: that is waited for. */
  async #lookAtAll(prefix: string, known: KnownFolder, watch: FolderWatch): Promise<boolean> {
    known.forget()
    const tree = await walk(this.#folder)
    // What came between the look and the listening must not be missed.
    watch.listen(tree.folders)
    if (tree.folders.size === 0 && known.hasBegun && this.#wasThere) return false
    if (tree.folders.size === 0) await this.probe()
    else this.#wasThere = true
    const entries = await this.#entries(tree.files, prefix, known.entries)
    const isStill = await this.#isStill(tree.folders)
    if (isStill) known.replace(tree, entries)
    else watch.markAll()
    return isStill
  }

  /** Whether the folder is the one that was looked at: what went while it was read must not count as absent. */
  async #isStill(folders: ReadonlyMap<string, string>): Promise<boolean> {
    const found = await unlessGone(stat(this.#folder, { bigint: true }))
    return (found?.isDirectory() === true ? folderId(found) : undefined) === folders.get(this.#folder)
  }

  /** A folder may be missing, since the first write makes it; one below a missing folder is a volume that is not there. */
  async probe(): Promise<void> {
    const there = await stat(this.#folder).catch((error: unknown) => {
      if (!hasErrno(error, 'ENOENT')) throw error
    })
    if (there !== undefined) {
      await access(join(this.#folder, '.'), constants.R_OK | constants.X_OK)
      this.#wasThere = true
    } else if (this.#wasThere) {
      throw new ProviderError('unavailable', `the folder ${this.#folder} was there and is gone; make it again`, {
        nativeCode: 'ENOENT',
        notApplied: true,
      })
    } else await access(dirname(this.#folder), constants.R_OK)
  }

  async close(): Promise<void> {
    await this.#writing
  }

  /** What the files hold; a file that has not changed since `before` is not read again. */
  async #entries(
    files: ReadonlyMap<string, string>,
    prefix: string,
    before: ReadonlyMap<string, ConfigEntry> = new Map(),
  ): Promise<Map<string, ConfigEntry>> {
    const entries = new Map<string, ConfigEntry>()
    for (const [file, version] of files) {
      const key = keyOfPath(file)
      if (key?.startsWith(prefix) !== true || entries.has(key)) continue
      const known = file === pathOfKey(key) ? before.get(key) : undefined
      const entry = known?.version === version ? known : await this.#entry(key)
      if (entry !== undefined) entries.set(key, entry)
    }
    return entries
  }

  async #entry(key: string): Promise<ConfigEntry | undefined> {
    const found = await this.#find(key)
    return found && { key, value: found.value, version: found.version }
  }

  async #find(key: string): Promise<Found | undefined> {
    for (const path of [pathOfKey(key), asideOfKey(key)].map((below) => join(this.#folder, below))) {
      const found = await readValueFile(path)
      if (found !== undefined) return { ...found, path }
    }
    return undefined
  }

  async #put(key: string, value: string, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    if (this.#wasThere) await this.probe()
    await mkdir(this.#folder).catch((error: unknown) => {
      if (!hasErrno(error, 'EEXIST')) throw error
    })
    this.#wasThere = true
    const lock = await FolderLock.take(this.#folder, call.signal)
    try {
      const found = await this.#find(key)
      if (!holds(expected, found)) return undefined
      return await this.#replace(key, value, found, lock)
    } finally {
      await lock.release()
    }
  }

  /** Writes a new file and puts it in its place once it would survive a loss of power. */
  async #replace(key: string, value: string, found: Found | undefined, lock: FolderLock): Promise<string> {
    const fresh = join(this.#folder, `${ownName}${randomUUID()}`)
    try {
      const mode = found === undefined ? 0o600 : (await stat(found.path)).mode & 0o777
      const version = await writeFresh(fresh, value, mode)
      await lock.prove()
      await this.#place(key, fresh, found)
      return version
    } catch (error) {
      await unlink(fresh).catch(() => undefined)
      throw error
    }
  }

  async #place(key: string, fresh: string, found: Found | undefined): Promise<void> {
    if (found !== undefined) return await moveTo(found.path, fresh)
    try {
      await moveTo(join(this.#folder, pathOfKey(key)), fresh)
    } catch (error) {
      if (!hasErrno(error, 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'EPERM')) throw error
      await moveTo(join(this.#folder, asideOfKey(key)), fresh)
    }
  }
}

function holds(expected: Expected | undefined, found: Found | undefined): boolean {
  if (expected === undefined) return true
  return expected === 'absent' ? found === undefined : found?.version === expected.version
}

async function writeFresh(path: string, value: string, mode: number): Promise<string> {
  const handle = await open(path, 'wx', mode)
  try {
    await handle.writeFile(value, 'utf8')
    // The system's own time stands still for milliseconds, in which a file may be replaced twice.
    const now = (performance.timeOrigin + performance.now()) / 1_000
    await handle.utimes(now, now)
    await handle.sync()
    return versionOf(await handle.stat({ bigint: true }))
  } finally {
    await handle.close()
  }
}

async function moveTo(path: string, fresh: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await rename(fresh, path)
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
