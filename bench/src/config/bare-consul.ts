import { once } from 'node:events'
import Consul from 'consul'
import type { BareClient, Tell } from './bare-client.js'

/** `consul` alone, with its own watch: a blocking query after the other, each of which answers the whole prefix. */
export class BareConsul implements BareClient {
  readonly #client: Consul
  readonly #watches: InstanceType<typeof Consul.Watch>[] = []

  constructor(url: string) {
    const { hostname, port, searchParams } = new URL(url)
    const token = searchParams.get('token')
    this.#client = new Consul({ host: hostname, port: Number(port), ...(token !== null && { defaults: { token } }) })
  }

  async put(key: string, value: string): Promise<void> {
    await this.#client.kv.set(key, value)
  }

  async watch(prefix: string, tell: Tell): Promise<void> {
    const options = Object.assign({ key: prefix }, { recurse: true })
    const watch = this.#client.watch({ method: this.#client.kv.get, options: options as never })
    this.#watches.push(watch)
    watch.on('error', () => undefined)
    watch.on('change', (entries: readonly { Value: string }[]) =>
      tell((expected) => entries.some(({ Value }) => Value === expected)),
    )
    await once(watch, 'change')
  }

  async clear(prefix: string): Promise<void> {
    await this.#client.kv.del(Object.assign({ key: prefix }, { recurse: true }))
  }

  async close(): Promise<void> {
    for (const watch of this.#watches) watch.end()
    this.#client.destroy()
  }
}
