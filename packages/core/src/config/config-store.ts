import type { CallOptions } from '../call-options.js'
import type { PutOptions } from '../secrets/secrets-store.js'
import { checkText } from '../storage/check-field.js'
import type { StoreOptions } from '../store-options.js'
import { ValueStore } from '../value-store.js'
import { checkConfigKey, checkConfigPrefix } from './check-config-key.js'
import type { ConfigCapabilities, ConfigDriver } from './config-driver.js'
import type { ConfigEntry } from './config-entry.js'
import { byKey, followChanges } from './follow-changes.js'

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
  readonly #watches = new Set<AbortController>()

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
   * throws like any call; afterwards a store that is away is waited for, and what is current is answered once it is
   * back. Throws what waiting cannot help, such as `permission-denied`. Needs `watch`.
   */
  async *watch(prefix: string, signal?: AbortSignal): AsyncGenerator<ConfigEntry[], void, undefined> {
    this.claims('watch')
    const checked = checkConfigPrefix(prefix)
    if (signal?.aborted === true) return
    const stop = new AbortController()
    const abort = () => stop.abort()
    this.#watches.add(stop)
    signal?.addEventListener('abort', abort)
    try {
      yield* this.#follow(checked, stop.signal)
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#watches.delete(stop)
      // The reader may have left in the midst of it.
      stop.abort()
    }
  }

  /** Ends every watch and lets go of every connection. Calls made afterwards throw `closed`. */
  override async close(): Promise<void> {
    const closed = super.close()
    for (const watch of this.#watches) watch.abort()
    await closed
  }

  async *#follow(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[], void, undefined> {
    const seen = await this.#first(prefix, signal)
    if (seen === undefined) return
    yield [...seen]
    yield* followChanges({
      seen,
      signal,
      listen: () => this.driver.watch(prefix, signal),
      wrap: (error) => this.guard.wrap(error, operations.watch.name),
    })
  }

  /** What is there at first; `undefined` when the watch has been ended before that is known. */
  async #first(prefix: string, signal: AbortSignal): Promise<ConfigEntry[] | undefined> {
    try {
      const entries = await this.guard.run(operations.watch, (call) => this.driver.list(prefix, call), { signal })
      return entries.sort(byKey)
    } catch (error) {
      if (signal.aborted) return undefined
      throw error
    }
  }
}
