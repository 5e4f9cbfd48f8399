import type { CallOptions } from '../call-options.js'
import type { PutOptions } from '../secrets/secrets-store.js'
import { checkText } from '../storage/check-field.js'
import type { StoreOptions } from '../store-options.js'
import { ValueStore } from '../value-store.js'
import { AbortListeners } from './abort-listeners.js'
import { byKey } from './by-key.js'
import { checkConfigKey, checkConfigPrefix } from './check-config-key.js'
import type { ConfigCapabilities, ConfigDriver } from './config-driver.js'
import type { ConfigEntry } from './config-entry.js'
import { PrefixWatch } from './prefix-watch.js'

const operation = (name: string, repeatable: boolean) => ({ name: `config.${name}`, collection: 'config', repeatable })

const operations = {
  get: operation('get', true),
  list: operation('list', true),
  put: operation('put', false),
  watch: operation('watch', true),
}

/**
 * The config contract: text values at keys, with change notification, over any configuration store. Every call may
 * throw `invalid-argument`, `unavailable`, `timeout`, `aborted`, `unauthenticated`, `permission-denied`,
 * `limit-exceeded`, `closed` and `internal`.
 */
export class ConfigStore extends ValueStore<ConfigCapabilities, ConfigDriver> {
  readonly #watches = new Map<string, PrefixWatch>()
  readonly #aborts = new AbortListeners()

  constructor(driver: ConfigDriver, options: StoreOptions = {}) {
    super(driver, options, 'config')
  }

  /** The entry at a key; `undefined` when there is none. */
  async get(key: string, options?: CallOptions): Promise<ConfigEntry | undefined> {
    const checked = checkConfigKey(key)
    return await this.guard.run(operations.get, (call) => this.driver.get(checked, call), options)
  }

  /** Every entry whose key starts with `prefix`, sorted by key; an empty prefix lists everything. */
  async list(prefix: string, options?: CallOptions): Promise<ConfigEntry[]> {
    const checked = checkConfigPrefix(prefix)
    const entries = await this.guard.run(operations.list, (call) => this.driver.list(checked, call), options)
    return entries.sort(byKey)
  }

  /** Writes a value and answers its version. Throws `stale-version` when `expected` did not hold (nothing is written). */
  async put(key: string, value: string, options: PutOptions = {}): Promise<string> {
    const [name, text] = [checkConfigKey(key), checkText('value', value)]
    if (options.expected !== undefined) this.claims('compareAndSet')
    const put = await this.guard.run(
      operations.put,
      (call) => this.driver.put(name, text, options.expected, call),
      options,
    )
    return this.written(put)
  }

  /**
   * Yields every entry under a prefix, sorted by key, now and after each change, until `signal` fires or the store is
   * closed: it then ends without an error. Changes that come faster than they are read become one. The first answer
   * is read after the watch began and throws like any call; afterwards a store that is away is waited for, and what is
   * current is answered once it is back. Throws what waiting cannot help, such as `permission-denied`. Any number of
   * watches of one prefix cost the store one. Each answer is an array of the reader's own, of frozen entries. Needs
   * `watch`.
   */
  async *watch(prefix: string, signal?: AbortSignal): AsyncGenerator<ConfigEntry[], void, undefined> {
    this.claims('watch')
    const checked = checkConfigPrefix(prefix)
    if (signal?.aborted === true) return
    const reader = this.#watchOf(checked).join()
    if (signal !== undefined) this.#aborts.add(signal, reader.leave)
    try {
      for (let entries = await reader.next(); entries !== undefined; entries = await reader.next()) yield entries
    } finally {
      if (signal !== undefined) this.#aborts.remove(signal, reader.leave)
      reader.leave()
    }
  }

  /** Ends every watch and lets go of every connection. Calls made afterwards throw `closed`. */
  override async close(): Promise<void> {
    const closed = super.close()
    for (const watch of this.#watches.values()) watch.close()
    await closed
  }

  /** The watch that all readers of a prefix share. */
  #watchOf(prefix: string): PrefixWatch {
    const found = this.#watches.get(prefix)
    if (found !== undefined) return found
    const { driver, guard } = this
    const ended = () => this.#watches.delete(prefix)
    const watch = new PrefixWatch({ driver, guard, operation: operations.watch }, prefix, ended)
    this.#watches.set(prefix, watch)
    return watch
  }
}
