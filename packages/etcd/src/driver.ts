import type { ConfigDriver, ConfigEntry, Expected } from '@dmt-providers/core'
import { Changes } from '@dmt-providers/core'
import type { Etcd3, IKeyValue, IWatchResponse } from 'etcd3'
import { classify } from './errors.js'
import type { EtcdClients } from './etcd-clients.js'

/** A value, its version the revision of etcd at which it was written. */
export class EtcdDriver implements ConfigDriver {
  readonly provider = 'etcd'
  readonly system = 'etcd'
  readonly capabilities = { compareAndSet: true, watch: true }
  readonly classify = classify
  readonly #clients: EtcdClients
  readonly #prefix: string

  constructor(clients: EtcdClients, prefix: string) {
    this.#clients = clients
    this.#prefix = prefix
  }

  async get(key: string): Promise<ConfigEntry | undefined> {
    const { kvs } = await this.#clients.run((client) => client.get(this.#prefix + key).exec())
    return kvs[0] && this.#entry(kvs[0])
  }

  async list(prefix: string): Promise<ConfigEntry[]> {
    const { kvs } = await this.#clients.run((client) => this.#range(client, prefix))
    return kvs.map((one) => this.#entry(one))
  }

  async put(key: string, value: string, expected: Expected | undefined): Promise<string | undefined> {
    const name = this.#prefix + key
    if (expected === undefined) {
      const { header } = await this.#clients.run((client) => client.put(name).value(value).exec())
      return header.revision
    }
    // etcd takes revision 0 for absent.
    if (expected !== 'absent' && !/^[1-9]\d{0,18}$/.test(expected.version)) return undefined
    const { succeeded, header } = await this.#clients.run((client) => {
      const comparison =
        expected === 'absent' ? client.if(name, 'Create', '==', 0) : client.if(name, 'Mod', '==', expected.version)
      return comparison.then(client.put(name).value(value)).commit()
    })
    return succeeded ? header.revision : undefined
  }

  async *watch(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const changes = new Changes()
    const { client, kvs, header } = await this.#clients.run(async (client) => ({
      client,
      ...(await this.#range(client, prefix)),
    }))
    const entries = new Map(kvs.map((one) => this.#entry(one)).map((entry) => [entry.key, entry]))
    const watcher = client
      .watch()
      .prefix(this.#prefix + prefix)
      .startRevision(String(BigInt(header.revision) + 1n))
      .watcher()
    watcher.on('data', ({ events }: IWatchResponse) => {
      for (const { type, kv } of events) {
        if (type === 'Put') entries.set(this.#entry(kv).key, this.#entry(kv))
        else entries.delete(this.#key(kv))
      }
      if (events.length > 0) changes.mark()
    })
    // etcd3 would come back by itself, with a token that may be too old and a revision whose history may be gone.
    watcher.on('disconnected', (error) => changes.fail(error))
    watcher.on('error', (error) => changes.fail(error))
    try {
      do yield [...entries.values()]
      while (await changes.next(signal))
    } finally {
      watcher.cancel().catch(() => undefined)
    }
  }

  async probe(): Promise<void> {
    await this.#clients.run((client) => client.getAll().prefix(this.#prefix).limit(1).keys())
  }

  async close(): Promise<void> {
    await this.#clients.close()
  }

  #range(client: Etcd3, prefix: string) {
    return client
      .getAll()
      .prefix(this.#prefix + prefix)
      .exec()
  }

  #entry(found: IKeyValue): ConfigEntry {
    return { key: this.#key(found), value: found.value.toString(), version: found.mod_revision }
  }

  #key({ key }: IKeyValue): string {
    return key.toString().slice(this.#prefix.length)
  }
}
