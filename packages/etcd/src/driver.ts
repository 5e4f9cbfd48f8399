import type { ConfigDriver, ConfigEntry, Expected } from '@dmt-providers/core'
import { Changes } from '@dmt-providers/core'
import type { IEvent, IKeyValue } from 'etcd3'
import { classify } from './errors.js'
import type { EtcdClients } from './etcd-clients.js'
import { type EtcdRange, rangeOf, readRange } from './etcd-range.js'
import { watchRange } from './etcd-watch.js'

/** A value, its version the revision of etcd at which it was written. */
export class EtcdDriver implements ConfigDriver {
  readonly provider = 'etcd'
  readonly system = 'etcd'
  readonly capabilities = { compareAndSet: true, watch: true }
  readonly classify = classify
  readonly #clients: EtcdClients
  readonly #prefix: string
  readonly #rescanMs: number

  constructor(clients: EtcdClients, { prefix, rescanMs }: { prefix: string; rescanMs: number }) {
    this.#clients = clients
    this.#prefix = prefix
    this.#rescanMs = rescanMs
  }

  async get(key: string): Promise<ConfigEntry | undefined> {
    const { kvs } = await this.#clients.run((client) => client.get(this.#prefix + key).exec())
    return kvs[0] && this.#entry(kvs[0])
  }

  async list(prefix: string): Promise<ConfigEntry[]> {
    const { kvs } = await this.#clients.run((client) => readRange(client, this.#range(prefix)))
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
    const range = this.#range(prefix)
    const { kvs, revision } = await this.#clients.run((client) => readRange(client, range))
    const entries = new Map(kvs.map((one) => this.#entry(one)).map((entry) => [entry.key, entry]))
    const changes = new Changes()
    const listener = {
      changed: (events: readonly IEvent[]) => {
        for (const event of events) this.#apply(event, entries)
        changes.mark()
      },
      failed: (error: unknown) => changes.fail(error),
    }
    const after = String(BigInt(revision) + 1n)
    const stop = await this.#clients.run((client) => watchRange(client, range, after, listener))
    const rescan = setInterval(() => void this.#mayStillRead(range, changes), this.#rescanMs)
    try {
      do yield [...entries.values()]
      while (await changes.next(signal))
    } finally {
      clearInterval(rescan)
      stop()
    }
  }

  async probe(): Promise<void> {
    await this.#readNothing(this.#range(''))
  }

  async close(): Promise<void> {
    await this.#clients.close()
  }

  /** etcd asks once whether a watch may listen, when it begins; who has lost the right since would go on. */
  async #mayStillRead(range: EtcdRange, changes: Changes): Promise<void> {
    try {
      await this.#readNothing(range)
    } catch (error) {
      const code = classify(error)?.code
      // What else there may be is a matter of the node that was asked, and need not be one of the watch's.
      if (code === 'permission-denied' || code === 'unauthenticated') changes.fail(error)
    }
  }

  async #readNothing(range: EtcdRange): Promise<void> {
    await this.#clients.run((client) => client.kv.range({ ...range, limit: 1, keys_only: true }))
  }

  #apply({ type, kv }: IEvent, entries: Map<string, ConfigEntry>): void {
    if (type === 'Put') entries.set(this.#key(kv), this.#entry(kv))
    else entries.delete(this.#key(kv))
  }

  #range(prefix: string): EtcdRange {
    return rangeOf(this.#prefix + prefix)
  }

  #entry(found: IKeyValue): ConfigEntry {
    return { key: this.#key(found), value: found.value.toString(), version: found.mod_revision }
  }

  #key({ key }: IKeyValue): string {
    return key.toString().slice(this.#prefix.length)
  }
}
