import type { ConfigEntry } from '@dmt-providers/core'
import type { Until } from '@dmt-providers/http'
import type { ConsulClient } from './consul-client.js'
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
    private readonly client: ConsulClient,
    private readonly prefix: string,
  ) {}

  /** The name in Consul of a key of the store. */
  name(key: string): string {
    return nameOf(this.prefix + key)
  }

  async get(key: string, until: Until, index?: number): Promise<ConfigEntry | undefined> {
    const name = this.name(key)
    const reply = await this.client.send(
      { method: 'GET', path: `kv/${inPath(name)}`, ...(index !== undefined && { index }) },
      until,
    )
    return readEntries(reply, nameOf(this.prefix))[0]
  }

  /** As it is now, or, on a connection of watches, once it is beyond an index. */
  async list(prefix: string, until: Until, index?: number): Promise<Listing> {
    const asked = askable(this.prefix + prefix)
    const place = { method: 'GET', path: `kv/${inPath(nameOf(asked))}` } as const
    const on = index === undefined ? {} : { index }
    const reply = await this.client.send({ ...place, query: 'recurse', ...on }, until)
    // Where nothing lies Consul leaves nothing out, and so tells whoever may not read there the same as everybody.
    if (reply.status === 404)
      await this.client.send(
        { method: 'GET', path: `kv/${inPath(nameOf(asked)) || 'any'}`, ...(index !== undefined && { index: 0 }) },
        until,
      )
    const entries = readEntries(reply, nameOf(this.prefix)).filter(({ key }) => key.startsWith(prefix))
    return { entries, index: indexOf(reply) }
  }
}
