import { Etcd3, type Watcher } from 'etcd3'
import type { BareClient, Tell } from './bare-client.js'

/** `etcd3` alone, with its own watcher. */
export class BareEtcd implements BareClient {
  readonly #client: Etcd3
  readonly #watchers: Watcher[] = []

  constructor(url: string) {
    const { host, username, password } = new URL(url)
    this.#client = new Etcd3({ hosts: `http://${host}`, ...(username !== '' && { auth: { username, password } }) })
  }

  async put(key: string, value: string): Promise<void> {
    await this.#client.put(key).value(value)
  }

  async watch(prefix: string, tell: Tell): Promise<void> {
    const watcher = await this.#client.watch().prefix(prefix).create()
    this.#watchers.push(watcher)
    watcher.on('put', ({ value }) => {
      const text = value.toString()
      tell((expected) => text === expected)
    })
  }

  async clear(prefix: string): Promise<void> {
    await this.#client.delete().prefix(prefix)
  }

  async close(): Promise<void> {
    // A watcher that lives when the client is closed keeps the process alive.
    await Promise.all(this.#watchers.map((watcher) => watcher.cancel()))
    this.#client.close()
  }
}
