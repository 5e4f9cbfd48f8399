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
  /** The files that may change under another name: links, and files with several names. */
  readonly shared: ReadonlySet<string>
  /** Whether there are links, also to what is not there. */
  readonly hasLinks: boolean
}

/** The number of a folder in the file system. */
export const folderId = ({ dev, ino }: { dev: bigint; ino: bigint }): string => `${dev}.${ino}`

/** Walks through a folder; one that is not there is empty. What vanishes meanwhile is left out. */
export async function walk(root: string): Promise<FolderTree> {
  const folders = new Map<string, string>()
  const files = new Map<string, string>()
  const shared = new Set<string>()
  let hasLinks = false
  const visit = async (path: string, below: string, above: readonly string[], isLink: boolean): Promise<void> => {
    const found = await unlessGone(stat(path, { bigint: true }))
    if (found?.isFile() === true && below !== '') {
      files.set(below, versionOf(found))
      if (isLink || found.nlink > 1n) shared.add(below)
    }
    if (found?.isDirectory() !== true) return
    const id = folderId(found)
    // A link to a folder above it would never come to an end.
    if (above.includes(id)) return
    folders.set(path, id)
    for (const entry of (await unlessGone(readdir(path, { withFileTypes: true }))) ?? []) {
      const { name } = entry
      if (!isKeyPart(name)) continue
      if (entry.isSymbolicLink()) hasLinks = true
      await visit(join(path, name), below === '' ? name : `${below}/${name}`, [...above, id], entry.isSymbolicLink())
    }
  }
  await visit(root, '', [], false)
  return { folders, files, shared, hasLinks }
}

/** What is answered; `undefined` when there is nothing at the path. Throws every other error. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (hasErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined
    throw error
  }
}
