import { existsSync, type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Changes } from '@dmt-providers/core'
import { hasErrno } from './errors.js'
import { ownName } from './folder-lock.js'

/** Milliseconds that a file which is written in place gets to be whole. */
const settling = 25

/**
 * Hears of changes in folders. Each folder has a watcher of its own: editors replace files, and Kubernetes replaces a
 * link to a whole folder, of which a watcher of the file or of the old folder would not hear.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>()
  #settling: NodeJS.Timeout | undefined

  constructor(
    private readonly root: string,
    private readonly changes: Changes,
  ) {}

  /** Listens to these folders, and to the one above the root, in which the root itself may be replaced. */
  listen(folders: ReadonlyMap<string, string>): void {
    const above = nearest(this.root)
    const wanted = new Map([...folders].map(([path, id]) => [`${path}\0${id}`, { path, only: undefined }]))
    const listed = new Map<string, { path: string; only: string | undefined }>([
      ...wanted,
      [`${above.path}\0above`, above],
    ])
    for (const [name, watcher] of this.#watchers) if (!listed.has(name)) this.#drop(name, watcher)
    for (const [name, { path, only }] of listed) if (!this.#watchers.has(name)) this.#add(name, path, only)
  }

  close(): void {
    clearTimeout(this.#settling)
    for (const [name, watcher] of this.#watchers) this.#drop(name, watcher)
  }

  #add(name: string, path: string, only: string | undefined): void {
    try {
      const watcher = watch(path, { persistent: false })
      watcher.on('change', (event, file) => this.#heard(event, String(file), only))
      watcher.on('error', (error) => this.changes.fail(error))
      this.#watchers.set(name, watcher)
    } catch (error) {
      // It is gone already; the folder above it tells.
      if (hasErrno(error, 'ENOENT', 'ENOTDIR')) this.changes.mark()
      else throw error
    }
  }

  #heard(event: string, file: string, only: string | undefined): void {
    if (file.startsWith(ownName) || (only !== undefined && file !== only)) return
    clearTimeout(this.#settling)
    if (event === 'rename') this.changes.mark()
    else this.#settling = setTimeout(() => this.changes.mark(), settling)
  }

  #drop(name: string, watcher: FSWatcher): void {
    this.#watchers.delete(name)
    watcher.close()
  }
}

/** The nearest folder above that is there, and the name in it that leads to the root. */
function nearest(root: string): { path: string; only: string } {
  const [path, only] = [dirname(root), basename(root)]
  return existsSync(path) || path === dirname(path) ? { path, only } : nearest(path)
}
