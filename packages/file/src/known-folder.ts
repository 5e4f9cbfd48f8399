import { lstat, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ConfigEntry } from '@dmt-providers/core'
import { type FolderTree, unlessGone } from './folder-tree.js'
import type { Heard } from './folder-watch.js'
import { asideOfKey, keyOfPath, pathOfKey } from './key-path.js'
import { readIfChanged } from './value-file.js'

/** What is known of a folder, and the entries of a prefix in it. An entry that has not changed stays the same object. */
export class KnownFolder {
  #tree: FolderTree | undefined
  #files = new Set<string>()
  #entries = new Map<string, ConfigEntry>()
  #changed = false
  #hasBegun = false

  constructor(
    private readonly root: string,
    private readonly prefix: string,
  ) {}

  /** Whether everything has been looked at once. */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  get entries(): ReadonlyMap<string, ConfigEntry> {
    return this.#entries
  }

  /** Takes what was found by a look at everything. */
  replace(tree: FolderTree, entries: Map<string, ConfigEntry>): void {
    this.#tree = tree
    this.#files = new Set(tree.files.keys())
    this.#entries = entries
    this.#hasBegun = true
  }

  /** Nothing of it can be relied on until everything was looked at; the entries are kept. */
  forget(): void {
    this.#tree = undefined
  }

  /** Looks at what was heard of: whether an entry changed; `undefined` when everything must be looked at. */
  async look(heard: Heard): Promise<boolean | undefined> {
    const tree = this.#tree
    if (tree === undefined || (heard.beside && tree.hasLinks)) return undefined
    this.#changed = false
    // What has several names changes under one of them.
    const paths = new Set([...heard.names, ...(heard.names.size === 0 ? [] : tree.shared)])
    const clear = await Promise.all([...paths].map((path) => this.#isClear(path, tree)))
    return clear.includes(false) ? undefined : this.#changed
  }

  /** Looks at one path; false when what is there says too little about the keys. */
  async #isClear(below: string, tree: FolderTree): Promise<boolean> {
    const path = join(this.root, below)
    if (tree.folders.has(path)) return false
    const key = keyOfPath(below)
    if (key?.startsWith(this.prefix) !== true) return await isNoWay(path)
    // Which of its two files a key has depends on both.
    if (below !== pathOfKey(key) || this.#files.has(asideOfKey(key))) return false
    const found = await readIfChanged(path, this.#entries.get(key)?.version, tree.shared.has(below))
    if (found.kind === 'changed') return await this.#take(path, below, { key, ...found.file })
    // Whether the file is gone or the folder that it was in, a look at everything tells.
    return found.kind === 'same' || (found.kind === 'gone' && !this.#files.has(below))
  }

  async #take(path: string, below: string, entry: ConfigEntry): Promise<boolean> {
    // Where case is ignored, a file opens under names that are not its own.
    if (!this.#files.has(below) && !(await readdir(dirname(path))).includes(basename(path))) return false
    this.#files.add(below)
    this.#entries.set(entry.key, entry)
    this.#changed = true
    return true
  }
}

/** Whether no key under the prefix can be found by way of a path: a plain file, or nothing, leads nowhere. */
async function isNoWay(path: string): Promise<boolean> {
  const found = await unlessGone(lstat(path))
  return found === undefined || found.isFile()
}
