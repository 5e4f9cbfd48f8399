import { type FSWatcher, statSync, watch } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { Changes } from '@dmt-providers/core'
import { hasErrno } from './errors.js'
import { eventFloods } from './event-floods.js'
import { ownName } from './folder-lock.js'
import { folderId } from './folder-tree.js'
import { isKeyPart } from './key-path.js'

/** Milliseconds that a file which is written in place gets to be whole. */
const settling = 25

/** Names that are looked at one by one; of more than these, everything is looked at. */
const fewNames = 64

/** Whether names can be relied on. Other systems merge events of several names, or tell names in other letters. */
const isNaming = process.platform === 'linux'

/** What was heard since it was asked for last. */
export interface Heard {
  /** Paths below the root, with slashes, at which there may be something else now. */
  readonly names: ReadonlySet<string>
  /** Whether a name came or went that no key can have, such as Kubernetes' link to the data. */
  readonly beside: boolean
}

/** A folder to listen to. */
interface Place {
  readonly path: string
  /** Its number in the file system. */
  readonly id: string
  /** The one name in it that matters; `undefined` for all of them. */
  readonly only: string | undefined
}

/**
 * Hears of changes in folders. Each folder has a watcher of its own: editors replace files, and Kubernetes replaces a
 * link to a whole folder, of which a watcher of the file or of the old folder would not hear.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, { readonly id: string; readonly watcher: FSWatcher | undefined }>()
  readonly #settling = new Map<string, NodeJS.Timeout>()
  #names = new Set<string>()
  #beside = false
  #everything = true

  constructor(
    private readonly root: string,
    private readonly changes: Changes,
  ) {
    eventFloods.tell(this.markAll)
  }

  /** What was heard since the last time; `undefined` when anything may have changed, as at the beginning. */
  take(): Heard | undefined {
    const heard = this.#everything ? undefined : { names: this.#names, beside: this.#beside }
    this.#names = new Set()
    this.#beside = false
    this.#everything = false
    return heard
  }

  /** Anything may have changed. */
  readonly markAll = (): void => {
    this.#everything = true
    this.#names.clear()
    this.changes.mark()
  }

  /**
   * Listens to these folders, and to the one above the root, in which the root itself may be replaced. When it did not
   * listen to all of them before, something may have been missed, and everything is looked at once more.
   */
  listen(folders: ReadonlyMap<string, string>): void {
    const below = [...folders].map(([path, id]): Place => ({ path, id, only: undefined }))
    const wanted = new Map([...below, nearest(this.root)].map((place) => [nameOf(place), place]))
    for (const name of this.#watchers.keys()) if (!wanted.has(name)) this.#drop(name)
    const added = [...wanted].filter(([name]) => !this.#watchers.has(name))
    for (const [name, place] of added) this.#add(name, place)
    if (added.length > 0) this.markAll()
  }

  close(): void {
    eventFloods.leave(this.markAll)
    for (const timer of this.#settling.values()) clearTimeout(timer)
    for (const name of this.#watchers.keys()) this.#drop(name)
  }

  #add(name: string, place: Place): void {
    try {
      const watcher = watch(place.path, { persistent: false })
      watcher.on('change', (event, file) => this.#heard(event, typeof file === 'string' ? file : undefined, place))
      watcher.on('error', (error) => this.changes.fail(error))
      this.#watchers.set(name, { id: place.id, watcher })
    } catch (error) {
      // It is gone already; the folder above it tells.
      if (hasErrno(error, 'ENOENT', 'ENOTDIR')) return
      // The folder above may be closed to this user, who then depends on the next look without being told.
      if (place.only === undefined || !hasErrno(error, 'EACCES', 'EPERM')) throw error
      this.#watchers.set(name, { id: place.id, watcher: undefined })
    }
  }

  #heard(event: string, file: string | undefined, place: Place): void {
    eventFloods.count()
    if (file?.startsWith(ownName) === true) return
    if (file === undefined || file === basename(place.path)) this.#heardOfItself(event, place)
    else if (place.only === undefined) this.#heardOf(event, file, relative(this.root, join(place.path, file)))
    else if (file === place.only) this.markAll()
  }

  /** A folder tells of itself by its own name, or by none; one that is gone may come again under the same number. */
  #heardOfItself(event: string, { id }: Place): void {
    if (event === 'rename') for (const [name, one] of this.#watchers) if (one.id === id) this.#drop(name)
    this.markAll()
  }

  #heardOf(event: string, file: string, path: string): void {
    const isKeys = isKeyPart(file)
    if (isKeys && event === 'change') this.#settle(path)
    else if (isKeys) this.#settled(path)
    else if (event === 'rename') this.#heardBeside()
  }

  /** It may lead to keys, as the link of Kubernetes does. */
  #heardBeside(): void {
    this.#beside = true
    if (isNaming) this.changes.mark()
    else this.markAll()
  }

  #settle(path: string): void {
    const timer = this.#settling.get(path)
    if (timer !== undefined) timer.refresh()
    else
      this.#settling.set(
        path,
        setTimeout(() => this.#settled(path), settling),
      )
  }

  #settled(path: string): void {
    clearTimeout(this.#settling.get(path))
    this.#settling.delete(path)
    if (!isNaming || this.#names.size === fewNames) this.markAll()
    else this.#names.add(path)
    this.changes.mark()
  }

  #drop(name: string): void {
    this.#watchers.get(name)?.watcher?.close()
    this.#watchers.delete(name)
  }
}

const nameOf = ({ path, id, only }: Place) => `${path}\0${id}\0${only ?? ''}`

/** The nearest folder above that is there, and the name in it that leads to the root. */
function nearest(root: string): Place {
  const [path, only] = [dirname(root), basename(root)]
  try {
    return { path, id: folderId(statSync(path, { bigint: true })), only }
  } catch {
    // It is not there, or behind a folder that is closed.
    return path === dirname(path) ? { path, id: '', only } : nearest(path)
  }
}
