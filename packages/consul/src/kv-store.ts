import type { ConfigEntry } from '@dmt-providers/core'
import type { Until } from '@dmt-providers/http'
import type { ConsulClient, ConsulRequest } from './consul-client.js'
import { indexOf } from './consul-reply.js'
import { readEntries } from './kv-entries.js'
import { askable, inPath, nameOf } from './kv-name.js'

/** What lies below a prefix, and how far the store was. */
export interface Listing {
  readonly entries: ConfigEntry[]
  readonly index: number
}

/** Reads keys below the prefix of a store. */
export class KvStore {
  constructor(
    private readonly client: Pick<ConsulClient, 'send'>,
    private readonly prefix: string,
  ) {}

  /** The name in Consul of a key of the store. */
  name(key: string): string {
    return nameOf(this.prefix + key)
  }

  async get(key: string, until: Until): Promise<ConfigEntry | undefined> {
    const reply = await this.client.send({ method: 'GET', path: `kv/${inPath(this.name(key))}` }, until)
    return readEntries(reply, nameOf(this.prefix))[0]
  }

  /** What lies below a prefix of keys, on one of the connections that its caller has. */
  async list(prefix: string, until: Until, on?: ConsulRequest['on']): Promise<Listing> {
    const reply = await this.client.send({ method: 'GET', path: this.#place(prefix), query: 'recurse', on }, until)
    // Where nothing lies Consul leaves nothing out, and so tells whoever may not read there the same as everybody.
    if (reply.status === 404) await this.check(prefix, until, on)
    const entries = readEntries(reply, nameOf(this.prefix)).filter(({ key }) => key.startsWith(prefix))
    return { entries, index: indexOf(reply) }
  }

  /** Resolves once something below a prefix is beyond an index, or the wait is over, with the index of then. */
  async wait(prefix: string, until: Until, index: number): Promise<number> {
    // Keys without values, as all of them come each time that the wait is over.
    const query = 'keys'
    // Consul would not wait for anything beyond 0.
    const beyond = Math.max(1, index)
    const request = { method: 'GET', path: this.#place(prefix), query, on: 'watches', beyond } as const
    return indexOf(await this.client.send(request, until))
  }

  /** Throws what a single key at a prefix throws: it says so when the token may not read it. */
  async check(prefix: string, until: Until, on?: ConsulRequest['on']): Promise<void> {
    const path = this.#place(prefix)
    await this.client.send({ method: 'GET', path: path === 'kv/' ? 'kv/any' : path, on }, until)
  }

  #place(prefix: string): string {
    return `kv/${inPath(nameOf(askable(this.prefix + prefix)))}`
  }
}
