import type { ConfigEntry } from '@dmt-providers/core'
import type { Until } from '@dmt-providers/http'
import type { ConsulClient, ConsulRequest } from './consul-client.js'
import { indexOf } from './consul-reply.js'
import type { KnownPairs } from './known-pairs.js'
import { readEntries } from './kv-entries.js'
import { askable, inPath, nameOf } from './kv-name.js'

/** What lies below a prefix, and how far the store was. */
export interface Listing {
  readonly entries: ConfigEntry[]
  readonly index: number
  /** Characters of the answer, about as many as its bytes. */
  readonly size: number
}

/** How a watch lists. */
export interface Following {
  readonly on: 'watches'
  /** What it has read of the prefix. */
  readonly known: KnownPairs
  /** Answers only once something below the prefix is beyond this index, or the wait is over. */
  readonly beyond?: number | undefined
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
    return readEntries(reply, { prefix: nameOf(this.prefix), below: '' })[0]
  }

  /** What lies below a prefix of keys; for a watch on the connections of watches, and after a wait. */
  async list(prefix: string, until: Until, { on, known, beyond }: Partial<Following> = {}): Promise<Listing> {
    const request = {
      method: 'GET',
      path: this.#place(prefix),
      query: 'recurse',
      on,
      beyond: waitable(beyond),
    } as const
    const reply = await this.client.send(request, until)
    // Where nothing lies Consul leaves nothing out, and so tells whoever may not read there the same as everybody.
    if (reply.status === 404) await this.check(prefix, until, on)
    const entries = readEntries(reply, { prefix: nameOf(this.prefix), below: prefix }, known)
    return { entries, index: indexOf(reply), size: reply.text.length }
  }

  /** Resolves once something below a prefix is beyond an index, or the wait is over, with the index of then. */
  async wait(prefix: string, until: Until, index: number): Promise<number> {
    // Keys without values, as all of them come each time that the wait is over.
    const query = 'keys'
    const request = { method: 'GET', path: this.#place(prefix), query, on: 'watches', beyond: waitable(index) } as const
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

/** Consul would not wait for anything beyond 0. */
const waitable = (index: number | undefined) => (index === undefined ? undefined : Math.max(1, index))
