import { existsSync, type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Changes } from '@dmt-providers/core'
import { hasErrno } from './errors.js'
import { ownName } from './folder-lock.js'
import { isKeyPart } from './key-path.js'

/** Milliseconds that a file which is written in place gets to be whole. */
const settling = 25

/**
 * Hears of changes in folders. Each folder has a watcher of its own: editors replace files, and Kubernetes replaces a
 * link to a whole folder, of which a watcher of the file or of the old folder would not hear.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher | undefined>()
  #settling: NodeJS.Timeout | undefined

  constructor(
    private readonly root: string,
    private readonly changes: Changes,
  ) {}

  /**
   * Listens to these folders, and to the one above the root, in which the root itself may be replaced. True when it did
   * not listen to all of them before, so that something may have been missed.
   */
  listen(folders: ReadonlyMap<string, string>): boolean {
    const above = nearest(this.root)
    const wanted = new Map([...folders].map(([path, id]) => [`${path}\0${id}`, { path, only: undefined }]))
    const listed = new Map<string, { path: string; only: string | undefined }>([
      ...wanted,
      [`${above.path}\0above`, above],
    ])
    for (const [name, watcher] of this.#watchers) if (!listed.has(name)) this.#drop(name, watcher)
    const added = [...listed].filter(([name]) => !this.#watchers.has(name))
    for (const [name, { path, only }] of added) this.#add(name, path, only)
    return added.length > 0
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
      // The folder above may be closed to this user, who then depends on the next look without being told.
      else if (only !== undefined && hasErrno(error, 'EACCES', 'EPERM')) this.#watchers.set(name, undefined)
      else throw error
    }
  }

  #heard(event: string, file: string, only: string | undefined): void {
    if (file.startsWith(ownName) || (only !== undefined && file !== only)) return
    // What is written in place is a key's; only a name that comes or goes may lead to one, as the link of Kubernetes does.
    if (event === 'change' && !isKeyPart(file)) return
    clearTimeout(this.#settling)
    if (event === 'rename') this.changes.mark()
    else this.#settling = setTimeout(() => this.changes.mark(), settling)
  }

  #drop(name: string, watcher: FSWatcher | undefined): void {
    this.#watchers.delete(name)
    watcher?.close()
  }
}

/** The nearest folder above that is there, and the name in it that leads to the root. */
function nearest(root: string): { path: string; only: string } {
  const [path, only] = [dirname(root), basename(root)]
  return existsSync(path) || path === dirname(path) ? { path, only } : nearest(path)
}
