import { randomInt } from 'node:crypto'
import type { Call, ConfigDriver, ConfigEntry, Expected } from '@dmt-providers/core'
import type { ConsulClient } from './consul-client.js'
import { ConsulError, classify } from './errors.js'
import { followPlace } from './follow-place.js'
import { modifyIndexOf, writtenVersion } from './kv-entries.js'
import { KvStore } from './kv-store.js'
import { OwnQueries } from './own-queries.js'
import { SharedWatch } from './shared-watch.js'

/** Watches that have a query, and so a connection, of their own; those beyond share one. */
const ownQueries = 24

/** Bytes of a transaction, base64 included, that Consul takes unless it is told otherwise. Source: "limits.txn_max_req_len". */
const largest = 524_288

/** A value, its version the indexes of Consul at which it was made and written. */
export class ConsulDriver implements ConfigDriver {
  readonly provider = 'consul'
  readonly system = 'consul'
  readonly capabilities = { compareAndSet: true, watch: true }
  readonly classify = classify
  readonly #kv: KvStore
  readonly #shared: SharedWatch
  readonly #queries = new OwnQueries(ownQueries)

  constructor(
    private readonly client: ConsulClient,
    prefix: string,
  ) {
    this.#kv = new KvStore(client, prefix)
    this.#shared = new SharedWatch(this.#kv)
  }

  async get(key: string, call: Call): Promise<ConfigEntry | undefined> {
    return await this.#kv.get(key, call)
  }

  async list(prefix: string, call: Call): Promise<ConfigEntry[]> {
    return (await this.#kv.list(prefix, call)).entries
  }

  /** A transaction, since it alone answers the version of what it wrote. */
  async put(key: string, value: string, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    // Consul takes a write of what is there already for none, flags included, and keeps the version.
    const Flags = randomInt(2 ** 47)
    const pair = { Key: this.#kv.name(key), Flags, Value: Buffer.from(value).toString('base64') }
    // Consul takes index 0 for absent.
    const index = expected === 'absent' ? 0 : expected && modifyIndexOf(expected.version)
    if (expected !== undefined && index === undefined) return undefined
    const body = JSON.stringify([
      { KV: index === undefined ? { Verb: 'set', ...pair } : { Verb: 'cas', ...pair, Index: index } },
    ])
    const bytes = Buffer.byteLength(body)
    // Consul would answer before it has read everything, and its answer be lost with the connection.
    if (bytes > largest)
      throw new ConsulError(
        `value: takes ${bytes} bytes in a transaction of Consul, which takes ${largest}; give a value below 390,000 bytes`,
        413,
      )
    return writtenVersion(await this.client.send({ method: 'PUT', path: 'txn', body }, call))
  }

  async *watch(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    if (!this.#queries.take(prefix)) return yield* this.#shared.join(prefix, signal)
    let failed = true
    try {
      yield* followPlace(this.#kv, prefix, signal)
      failed = false
    } finally {
      this.#queries.end(prefix, failed && !signal.aborted)
    }
  }

  async probe(call: Call): Promise<void> {
    await this.#kv.get('probe', call)
  }

  async close(): Promise<void> {
    await this.client.close()
  }
}
