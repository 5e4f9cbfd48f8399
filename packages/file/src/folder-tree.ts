import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hasErrno } from './errors.js'
import { isKeyPart } from './key-path.js'
import { versionOf } from './value-file.js'

/** What is below a folder, links followed. */
export interface FolderTree {
  /** Every folder, itself included: path and number in the file system. */
  readonly folders: ReadonlyMap<string, string>
  /** The version of every file, by its path below the folder, with slashes. */
  readonly files: ReadonlyMap<string, string>
}

/** Walks through a folder; one that is not there is empty. What vanishes meanwhile is left out. */
export async function walk(root: string): Promise<FolderTree> {
  const folders = new Map<string, string>()
  const files = new Map<string, string>()
  const visit = async (path: string, below: string, above: readonly string[]): Promise<void> => {
    const found = await unlessGone(stat(path, { bigint: true }))
    if (found?.isFile() === true && below !== '') files.set(below, versionOf(found))
    if (found?.isDirectory() !== true) return
    const id = `${found.dev}.${found.ino}`
    // A link to a folder above it would never come to an end.
    if (above.includes(id)) return
    folders.set(path, id)
    for (const name of (await unlessGone(readdir(path))) ?? []) {
      if (isKeyPart(name)) await visit(join(path, name), below === '' ? name : `${below}/${name}`, [...above, id])
    }
  }
  await visit(root, '', [])
  return { folders, files }
}

async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (hasErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined
    throw error
  }
}
