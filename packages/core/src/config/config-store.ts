import type { CallOptions } from '../call-options.js'
import { ProviderError } from '../provider-error.js'
import type { PutOptions } from '../secrets/secrets-store.js'
import { checkText } from '../storage/check-field.js'
import type { StoreOptions } from '../store-options.js'
import { ValueStore } from '../value-store.js'
import type { ConfigCapabilities, ConfigDriver } from './config-driver.js'
import type { ConfigEntry } from './config-entry.js'

const operation = (name: string, repeatable: boolean) => ({ name: `config.${name}`, collection: 'config', repeatable })

const operations = {
  get: operation('get', true),
  list: operation('list', true),
  put: operation('put', false),
}

/**
 * The config contract: text values at keys, with change notification, over any configuration store. Every call may
 * throw `invalid-argument`, `unavailable`, `timeout`, `aborted`, `unauthenticated`, `permission-denied`,
 * `limit-exceeded`, `closed` and `internal`.
 */
export class ConfigStore extends ValueStore<ConfigCapabilities, ConfigDriver> {
  readonly #watching = new AbortController()

  constructor(driver: ConfigDriver, options: StoreOptions = {}) {
    super(driver, options, 'config')
  }

  /** The entry at a key; `undefined` when there is none. */
  async get(key: string, options?: CallOptions): Promise<ConfigEntry | undefined> {
    const checked = checkKey(key)
    return await this.guard.run(operations.get, (call) => this.driver.get(checked, call), options)
  }

  /** Every entry whose key starts with `prefix`, sorted by key; an empty prefix lists everything. */
  async list(prefix: string, options?: CallOptions): Promise<ConfigEntry[]> {
    const checked = checkText('prefix', prefix)
    const entries = await this.guard.run(operations.list, (call) => this.driver.list(checked, call), options)
    return entries.sort(byKey)
  }

  /** Writes a value and answers its version. Throws `stale-version` when `expected` did not hold (nothing is written). */
  async put(key: string, value: string, options: PutOptions = {}): Promise<string> {
    const [name, text] = [checkKey(key), checkText('value', value)]
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
   * closed. Needs `watch`.
   */
  async *watch(prefix: string, signal?: AbortSignal): AsyncGenerator<ConfigEntry[], void, undefined> {
    this.claims('watch')
    const checked = checkText('prefix', prefix)
    const stop = signal === undefined ? this.#watching.signal : AbortSignal.any([signal, this.#watching.signal])
    if (stop.aborted) return
    try {
      for await (const entries of this.driver.watch(checked, stop)) yield entries.sort(byKey)
    } catch (error) {
      if (!stop.aborted) throw this.guard.wrap(error, 'config.watch')
    }
  }

  /** Ends every watch and lets go of every connection. Calls made afterwards throw `closed`. */
  override async close(): Promise<void> {
    this.#watching.abort()
    await super.close()
  }
}

function checkKey(key: unknown): string {
  const text = checkText('key', key)
  if (text === '') throw new ProviderError('invalid-argument', 'key is empty; give a key such as mps/config')
  return text
}

function byKey(a: ConfigEntry, b: ConfigEntry): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
