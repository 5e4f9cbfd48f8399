import { readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { ProviderError } from '@dmt-providers/core'
import { hasErrno } from '../errors.js'
import { syncFolder, writeNewFile } from './durable-file.js'
import { parseVersionFile, printVersionFile, type VersionFile, versionOf } from './version-file.js'

const headMark = 'head-'

/** More readings than a race can spoil: each of them meets another process in the same instant. */
const readings = 100

/** What a secret's folder held at one moment. */
export interface FolderState {
  readonly newest: VersionFile
  /** Every name in the folder, unfinished and foreign files included. */
  readonly names: readonly string[]
}

/** The empty file whose name says which version file is the newest. */
export function headOf(name: string): string {
  return headMark + name
}

/**
 * The folder of one secret. Its version files never change; the name of its one head file says which is the newest, and
 * that one lists the others. A change writes its files beside them and then renames the head: the rename fails for
 * everyone but the first who saw the same head, because its old name is gone for good. The reasoning is in
 * docs/decisions/0010-sealed-records-in-files.md.
 */
export class SecretFolder {
  constructor(readonly folder: string) {}

  /** What is there; `undefined` when there is no such folder. Throws `internal` when it is damaged. */
  async read(): Promise<FolderState | undefined> {
    let heads: string[] = []
    let missing: string | undefined
    for (let reading = 0; reading < readings; reading++) {
      const names = await this.#names()
      if (names === undefined) return undefined
      heads = names.filter((name) => name.startsWith(headMark))
      const [head, another] = heads
      // A listing that meets a rename may show the old name, the new one, both or neither: read again.
      if (head === undefined || another !== undefined) continue
      const newest = await this.#file(head.slice(headMark.length))
      if (newest !== undefined) return { newest, names }
      if (head === missing) throw this.#damaged(`${head} names a file that is missing`)
      missing = head
    }
    if (heads.length === 1) throw this.#contended()
    throw this.#damaged(heads.length === 0 ? 'it has no head file' : `it has ${heads.length} head files`)
  }

  /** The file of the newest version, or of the one named; `undefined` when the folder keeps no such version. */
  async find(version: number | undefined): Promise<VersionFile | undefined> {
    let before: string | undefined
    for (let reading = 0; reading < readings; reading++) {
      const state = await this.read()
      if (state === undefined || version === undefined || version === state.newest.version) return state?.newest
      const name = state.newest.older.find((one) => versionOf(one) === version)
      if (name === undefined) return undefined
      const file = await this.#file(name)
      if (file !== undefined) return file
      // A file goes only after the head has moved on, so that it is missing wrongly when the head has not.
      if (state.newest.name === before) throw this.#damaged(`${name} is missing`)
      before = state.newest.name
    }
    throw this.#contended()
  }

  /** The highest version that any file claims, for a folder that is damaged; 1 when none does. */
  async highest(): Promise<number> {
    return Math.max(1, ...((await this.#names()) ?? []).map((name) => versionOf(name) ?? 0))
  }

  /**
   * Adds files and makes `newest` the newest, provided `state` still holds. False when it does not; the folder
   * is as it was then. Files that no version needs any more are removed: dropped ones, and what crashed or beaten
   * writers left. Whoever wrote those saw this state or an earlier one, and so can never finish.
   */
  async advance(state: FolderState, newest: VersionFile, others: readonly VersionFile[] = []): Promise<boolean> {
    const files = [...others, newest]
    const won = (await this.#written(files)) && (await this.#headMoved(state.newest, newest))
    if (!won) {
      await this.#drop(files.map(({ name }) => name))
      return false
    }
    await ignoringAbsence(syncFolder(this.folder))
    const needed = [newest.name, ...newest.older]
    await this.#drop(state.names.filter((name) => versionOf(name) !== undefined && !needed.includes(name)))
    return true
  }

  async #written(files: readonly VersionFile[]): Promise<boolean> {
    try {
      for (const file of files) await writeNewFile(join(this.folder, file.name), printVersionFile(file))
      // The head must never be found on disk without the file that it names.
      await syncFolder(this.folder)
      return true
    } catch (error) {
      if (hasErrno(error, 'ENOENT')) return false
      await this.#drop(files.map(({ name }) => name))
      throw error
    }
  }

  async #headMoved(from: VersionFile, to: VersionFile): Promise<boolean> {
    try {
      await rename(join(this.folder, headOf(from.name)), join(this.folder, headOf(to.name)))
      return true
    } catch (error) {
      // Anything else leaves the files in place: the rename may have been done all the same.
      if (hasErrno(error, 'ENOENT')) return false
      throw error
    }
  }

  /** What cannot be removed now is no reason to fail: the next writer meets it again. */
  async #drop(names: readonly string[]): Promise<void> {
    await Promise.allSettled(names.map((name) => unlink(join(this.folder, name))))
  }

  #damaged(problem: string): ProviderError {
    return new ProviderError('internal', `${this.folder} is damaged: ${problem}; restore it from a backup`)
  }

  #contended(): ProviderError {
    return new ProviderError('unavailable', `${this.folder}: other processes change it faster than it can be read`)
  }

  async #names(): Promise<string[] | undefined> {
    return await ignoringAbsence(readdir(this.folder))
  }

  async #file(name: string): Promise<VersionFile | undefined> {
    const file = join(this.folder, name)
    const text = await ignoringAbsence(readFile(file, 'utf8'))
    return text === undefined ? undefined : parseVersionFile(name, text, file)
  }
}

/** A removal may take the folder away at any moment. */
async function ignoringAbsence<T>(done: Promise<T>): Promise<T | undefined> {
  try {
    return await done
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return undefined
    throw error
  }
}
