import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ProviderError } from '@dmt-providers/core'
import { hasErrno } from '../errors.js'
import { folderMode, syncFolder, writeNewFile } from './durable-file.js'

const format = 1

/** Age from which an unfinished folder is taken for a crash's. A writer that stalled so long fails, far behind its deadline. */
const leftoverMs = 3_600_000

const usable = constants.R_OK | constants.W_OK | constants.X_OK

/**
 * The folder of a store:
 *
 * - `envelope.json`: says that this is one, and its format; made last, so that a folder with it is complete.
 * - `records/`: a folder per secret, see `folderOfPath`.
 * - `pending/`: folders being made; each moves to `records/` by one rename.
 * - `trash/`: folders removed; each came from `records/` by one rename.
 */
export class StoreFolder {
  readonly folder: string
  readonly records: string
  #seen = false
  #prepared: Promise<void> | undefined

  constructor(folder: string) {
    this.folder = resolve(folder)
    this.records = join(this.folder, 'records')
  }

  /**
   * Whether a store was ever made here, so that a secret which is not found is positively absent. Throws `unavailable`
   * when this process has seen it and it is gone, as when a file system is unmounted; `invalid-options` when it could
   * not even be made; `unsupported` for a newer format; `internal` when a part is missing.
   */
  async exists(): Promise<boolean> {
    const marked = await this.#marked()
    if (marked) await this.#demandRecords()
    else await this.#demandNothing()
    this.#seen ||= marked
    return marked
  }

  /** Proves once that the store in which something was found is of a format that this release understands. */
  async understood(): Promise<void> {
    if (!this.#seen) await this.exists()
  }

  /** Makes what is missing, once. Throws `invalid-options` when the folder above does not exist. */
  async prepare(): Promise<void> {
    this.#prepared ??= this.#make()
    try {
      await this.#prepared
    } catch (error) {
      this.#prepared = undefined
      throw error
    }
  }

  /** Resolves when this process can read and write here, or could make the store here. */
  async probe(): Promise<void> {
    if (await this.exists()) await access(this.records, usable)
    else await access((await isFolder(this.folder)) ? this.folder : dirname(this.folder), usable)
  }

  /** A new name in `pending/`. */
  pending(): string {
    return join(this.folder, 'pending', randomName())
  }

  /** Moves a folder out of the way for good, then erases it. False when it is not there. */
  async discard(folder: string): Promise<boolean> {
    const grave = join(this.folder, 'trash', randomName())
    try {
      await rename(folder, grave)
    } catch (error) {
      if (hasErrno(error, 'ENOENT') && (await isFolder(dirname(grave)))) return false
      throw error
    }
    await Promise.all([syncFolder(dirname(folder)), syncFolder(dirname(grave))])
    await erase(grave)
    return true
  }

  async #marked(): Promise<boolean> {
    try {
      this.#checkFormat(await readFile(join(this.folder, 'envelope.json'), 'utf8'))
      return true
    } catch (error) {
      if (hasErrno(error, 'ENOENT')) return false
      if (hasErrno(error, 'ENOTDIR')) throw notFolder(this.folder)
      throw error
    }
  }

  #checkFormat(text: string): void {
    const found = /^\{"format":(\d+)\}\n$/.exec(text)?.[1]
    if (found === String(format)) return
    if (found === undefined) throw damaged(this.folder, 'envelope.json was altered')
    const problem = `has format ${found}, and this release reads format ${format}`
    throw new ProviderError('unsupported', `folder: ${this.folder} ${problem}; install the newer release`)
  }

  async #demandRecords(): Promise<void> {
    if (!(await isFolder(this.records))) throw damaged(this.folder, 'the folder records is missing')
  }

  async #demandNothing(): Promise<void> {
    if (this.#seen) {
      const text = `folder: the store in ${this.folder} was there and is gone; is its file system still mounted?`
      throw new ProviderError('unavailable', text)
    }
    if (!(await isFolder(this.folder)) && !(await isFolder(dirname(this.folder)))) throw noParent(this.folder)
    const names = await readdir(this.records).catch((error: unknown) => {
      if (hasErrno(error, 'ENOENT')) return []
      throw error
    })
    // Another process may just have finished making it.
    if (names.length > 0 && !(await this.#marked())) throw damaged(this.folder, 'envelope.json is missing')
  }

  async #make(): Promise<void> {
    await this.#makeFolder(this.folder)
    for (const name of ['records', 'pending', 'trash']) await this.#makeFolder(join(this.folder, name))
    if (!(await this.#marked())) await this.#mark()
    this.#seen = true
    // What a crash left costs space alone: it is no reason to refuse a write.
    await this.#sweep().catch(() => undefined)
  }

  async #makeFolder(folder: string): Promise<void> {
    try {
      await mkdir(folder, { mode: folderMode })
      await syncFolder(dirname(folder))
    } catch (error) {
      if (hasErrno(error, 'EEXIST') && (await isFolder(folder))) return
      if (hasErrno(error, 'EEXIST', 'ENOTDIR')) throw notFolder(folder)
      if (hasErrno(error, 'ENOENT')) throw noParent(folder)
      throw error
    }
  }

  async #mark(): Promise<void> {
    const unfinished = this.pending()
    await writeNewFile(unfinished, `${JSON.stringify({ format })}\n`)
    await rename(unfinished, join(this.folder, 'envelope.json'))
    await syncFolder(this.folder)
  }

  /** Removes what crashes left. Only moved away and then erased, so that nobody can put a half-erased folder in place. */
  async #sweep(): Promise<void> {
    const trash = join(this.folder, 'trash')
    for (const name of await readdir(trash)) await erase(join(trash, name))
    const pending = join(this.folder, 'pending')
    for (const name of await readdir(pending)) {
      const made = await stat(join(pending, name)).catch(() => undefined)
      if (made !== undefined && Date.now() - made.mtimeMs > leftoverMs) await this.discard(join(pending, name))
    }
  }
}

/** A writer that still believed in the folder may add a file while it is erased; the next sweep takes that away. */
async function erase(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
    if (!hasErrno(error, 'ENOTEMPTY')) throw error
  })
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return false
    throw error
  }
}

function randomName(): string {
  return randomBytes(16).toString('hex')
}

function damaged(folder: string, problem: string): ProviderError {
  return new ProviderError(
    'internal',
    `folder: the store in ${folder} is damaged: ${problem}; restore it from a backup`,
  )
}

function notFolder(folder: string): ProviderError {
  return new ProviderError('invalid-options', `folder: ${folder} is no folder; name one`)
}

function noParent(folder: string): ProviderError {
  const problem = `neither ${folder} nor the folder above it exists`
  return new ProviderError('invalid-options', `folder: ${problem}; make the folder, or correct the path`)
}
