import { type FSWatcher, watch } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BareClient, Tell } from './bare-client.js'

/** Node's own watcher of a folder; a write puts a new file in the place of the old one, as editors do. */
export class BareFolder implements BareClient {
  readonly #folder: string
  readonly #watchers: FSWatcher[] = []
  #written = 0

  constructor(url: string) {
    this.#folder = fileURLToPath(url)
  }

  async put(key: string, value: string): Promise<void> {
    const file = join(this.#folder, key)
    // Beside the folder, so that no watch hears of it.
    const fresh = `${this.#folder}.${this.#written++}`
    await mkdir(dirname(file), { recursive: true })
    await writeFile(fresh, value)
    await rename(fresh, file)
  }

  async watch(prefix: string, tell: Tell): Promise<void> {
    const folder = join(this.#folder, prefix)
    const changed = async (name: string) => {
      const text = await readFile(join(folder, name), 'utf8')
      tell((expected) => text === expected)
    }
    this.#watchers.push(watch(folder, (_, name) => void changed(String(name))))
  }

  async clear(prefix: string): Promise<void> {
    await rm(join(this.#folder, prefix), { recursive: true, force: true })
  }

  async close(): Promise<void> {
    for (const watcher of this.#watchers) watcher.close()
  }
}
