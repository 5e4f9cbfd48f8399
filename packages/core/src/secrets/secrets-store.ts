import type { CallOptions } from '../call-options.js'
import type { JsonObject } from '../json.js'
import { checkField } from '../storage/check-field.js'
import type { StoreOptions } from '../store-options.js'
import { ValueStore } from '../value-store.js'
import { checkSecretPath, checkSecretPrefix } from './check-secret-path.js'
import type { Secret } from './secret.js'
import type { Expected, SecretsCapabilities, SecretsDriver } from './secrets-driver.js'

/** Options of {@link SecretsStore.put}. */
export interface PutOptions extends CallOptions {
  /** Write only while this version is current, or (`'absent'`) only while the path is empty. */
  expected?: Expected | undefined
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
  constructor(driver: SecretsDriver, options: StoreOptions = {}) {
    super(driver, options, 'secrets')
  }

  /** The newest version at a path; `undefined` when the path is empty. */
  async get(path: string, options?: CallOptions): Promise<Secret | undefined> {
    return await this.#read(checkSecretPath(path), undefined, options)
  }

  /** One version at a path; `undefined` when it was never written or is no longer kept. Needs `history`. */
  async getVersion(path: string, version: string, options?: CallOptions): Promise<Secret | undefined> {
    this.claims('history')
    return await this.#read(
      checkSecretPath(path),
      String(checkField('version', { type: 'text', required: true }, version)),
      options,
    )
  }

  /** Versions at a path that can still be read, newest first. Needs `history`. */
  async versions(path: string, options?: CallOptions): Promise<string[]> {
    this.claims('history')
    const checked = checkSecretPath(path)
    return await this.guard.run(operations.versions, (call) => this.driver.versions(checked, call), options)
  }

  /**
   * Replaces what is at a path and answers the new version. Throws `stale-version` when `expected` did not hold
   * (nothing is written then), and `unsupported` when the provider cannot compare.
   */
  async put(path: string, data: JsonObject, options: PutOptions = {}): Promise<string> {
    const checked = checkSecretPath(path)
    const object = checkField('data', { type: 'json', required: true }, data) as JsonObject
    if (options.expected !== undefined) this.claims('compareAndSet')
    const put = await this.guard.run(
      operations.put,
      (call) => this.driver.put(checked, object, options.expected, call),
      options,
    )
    return this.written(put)
  }

  /** Removes every version at a path; false when nothing was there. */
  async delete(path: string, options?: CallOptions): Promise<boolean> {
    const checked = checkSecretPath(path)
    return await this.guard.run(operations.delete, (call) => this.driver.delete(checked, call), options)
  }

  /** Full paths that start with `prefix`, sorted by code unit; nothing is decrypted. */
  async list(prefix: string, options?: CallOptions): Promise<string[]> {
    const checked = checkSecretPrefix(prefix)
    const paths = await this.guard.run(operations.list, (call) => this.driver.list(checked, call), options)
    return paths.sort()
  }

  async #read(path: string, version: string | undefined, options?: CallOptions): Promise<Secret | undefined> {
    const stored = await this.guard.run(operations.get, (call) => this.driver.get(path, version, call), options)
    return stored === undefined ? undefined : secret(path, stored.data, stored.version)
  }
}

/** The data is not enumerable, so that printing or serialising a secret as a whole shows its path and version alone. */
function secret(path: string, data: JsonObject, version: string): Secret {
  const result = { path, version }
  Object.defineProperty(result, 'data', { value: data })
  return result as Secret
}
