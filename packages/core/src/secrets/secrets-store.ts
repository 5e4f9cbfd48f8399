import type { Call } from '../call.js'
import type { CallOptions } from '../call-options.js'
import type { JsonObject } from '../json.js'
import type { Operation } from '../operation.js'
import { checkField } from '../storage/check-field.js'
import { ValueStore } from '../value-store.js'
import { checkSecretPath, checkSecretPrefix } from './check-secret-path.js'
import type { Secret } from './secret.js'
import { SecretsCache } from './secrets-cache.js'
import { cacheLimits, type SecretsStoreOptions, slotsOf } from './secrets-cache-options.js'
import type { Expected, SecretsCapabilities, SecretsDriver, StoredSecret } from './secrets-driver.js'
import { Slots } from './slots.js'

/** Options of {@link SecretsStore.put}. */
export interface PutOptions extends CallOptions {
  /** Write only while this version is current, or (`'absent'`) only while the path is empty. */
  expected?: Expected | undefined
}

/** Options of {@link SecretsStore.get}. */
export interface GetOptions extends CallOptions {
  /** Ask the store itself, whatever a cache holds: for a read that a write will follow. */
  fresh?: boolean | undefined
}

const operation = (name: string, repeatable: boolean) => ({
  name: `secrets.${name}`,
  collection: 'secrets',
  repeatable,
})

const operations = {
  get: operation('get', true),
  put: operation('put', false),
  delete: operation('delete', true),
  list: operation('list', true),
  versions: operation('versions', true),
}

/**
 * The secrets contract: JSON objects at paths, over any secret store. `undefined` means that a healthy, authorised
 * store said nothing is there; a store that is sealed, denied, throttled or unreachable throws. Every call may throw
 * `invalid-argument`, `unavailable`, `timeout`, `aborted`, `unauthenticated`, `permission-denied`, `limit-exceeded`,
 * `closed`, and `internal` (stored data that cannot be trusted).
 */
export class SecretsStore extends ValueStore<SecretsCapabilities, SecretsDriver> {
  readonly #cache: SecretsCache
  readonly #slots: Slots

  constructor(driver: SecretsDriver, options: SecretsStoreOptions = {}) {
    super(driver, options, 'secrets')
    this.#cache = new SecretsCache(cacheLimits(options))
    this.#slots = new Slots(slotsOf(options), (error) => this.guard.wrap(error, 'secrets').retryAfterMs)
  }

  /**
   * The newest version at a path; `undefined` when the path is empty. One read of the store serves all who ask for a
   * path meanwhile; a call with a deadline or signal of its own reads by itself.
   */
  async get(path: string, options: GetOptions = {}): Promise<Secret | undefined> {
    const checked = checkSecretPath(path)
    const { fresh, signal, timeoutMs } = options
    const kept = fresh === true ? undefined : this.#cache.fresh(checked)
    if (kept !== undefined) return secret(checked, kept)
    const alone = fresh === true || signal !== undefined || timeoutMs !== undefined
    const read = () => this.#read(checked, undefined, options)
    return secret(checked, await (alone ? read() : this.#cache.get(checked, read)))
  }

  /** One version at a path; `undefined` when it was never written or is no longer kept. Needs `history`. */
  async getVersion(path: string, version: string, options?: CallOptions): Promise<Secret | undefined> {
    this.claims('history')
    const checked = checkSecretPath(path)
    const wanted = String(checkField('version', { type: 'text', required: true }, version))
    return secret(checked, await this.#read(checked, wanted, options))
  }

  /** Versions at a path that can still be read, newest first. Needs `history`. */
  async versions(path: string, options?: CallOptions): Promise<string[]> {
    this.claims('history')
    const checked = checkSecretPath(path)
    return await this.#run(operations.versions, (call) => this.driver.versions(checked, call), options)
  }

  /**
   * Replaces what is at a path and answers the new version. Throws `stale-version` when `expected` did not hold
   * (nothing is written then), and `unsupported` when the provider cannot compare.
   */
  async put(path: string, data: JsonObject, options: PutOptions = {}): Promise<string> {
    const checked = checkSecretPath(path)
    const object = checkField('data', { type: 'json', required: true }, data) as JsonObject
    if (options.expected !== undefined) this.claims('compareAndSet')
    return await this.#write(checked, async () => {
      const put = (call: Call) => this.driver.put(checked, object, options.expected, call)
      return this.written(await this.#run(operations.put, put, options))
    })
  }

  /** Removes every version at a path; false when nothing was there. */
  async delete(path: string, options?: CallOptions): Promise<boolean> {
    const checked = checkSecretPath(path)
    const remove = (call: Call) => this.driver.delete(checked, call)
    return await this.#write(checked, () => this.#run(operations.delete, remove, options))
  }

  /** Full paths that start with `prefix`, sorted by code unit; nothing is decrypted. */
  async list(prefix: string, options?: CallOptions): Promise<string[]> {
    const checked = checkSecretPrefix(prefix)
    const paths = await this.#run(operations.list, (call) => this.driver.list(checked, call), options)
    return paths.sort()
  }

  override async close(): Promise<void> {
    this.#cache.clear()
    await super.close()
  }

  #read(path: string, version: string | undefined, options?: CallOptions): Promise<StoredSecret | undefined> {
    return this.#run(operations.get, (call) => this.driver.get(path, version, call), options)
  }

  #run<T>(operation: Operation, attempt: (call: Call) => Promise<T>, options?: CallOptions): Promise<T> {
    return this.guard.run(operation, (call) => this.#slots.use(call, () => attempt(call)), options)
  }

  /** Whether the write succeeds or not: what became of one that failed is unknown. */
  async #write<T>(path: string, write: () => Promise<T>): Promise<T> {
    this.#cache.forget(path)
    try {
      return await write()
    } finally {
      this.#cache.forget(path)
    }
  }
}

/** The data is not enumerable, so that printing or serialising a secret as a whole shows its path and version alone. */
function secret(path: string, stored: StoredSecret | undefined): Secret | undefined {
  if (stored === undefined) return undefined
  const result = { path, version: stored.version }
  Object.defineProperty(result, 'data', { value: stored.data })
  return result as Secret
}
