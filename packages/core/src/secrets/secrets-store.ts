import type { CallOptions } from '../call-options.js'
import { Guard } from '../guard.js'
import type { JsonObject } from '../json.js'
import { ProviderError } from '../provider-error.js'
import { checkField } from '../storage/check-field.js'
import type { StoreOptions } from '../store-options.js'
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
  probe: operation('probe', true),
}

/**
 * The secrets contract: JSON objects at paths, over any secret store. `undefined` means that a healthy, authorised
 * store said nothing is there; a store that is sealed, denied, throttled or unreachable throws. Every call may throw
 * `invalid-argument`, `unavailable`, `timeout`, `aborted`, `unauthenticated`, `permission-denied`, `limit-exceeded`,
 * `closed`, and `internal` (stored data that cannot be trusted).
 */
export class SecretsStore {
  readonly #guard: Guard
  readonly #driver: SecretsDriver

  constructor(driver: SecretsDriver, options: StoreOptions = {}) {
    this.#driver = driver
    this.#guard = new Guard({
      ...options,
      provider: driver.provider,
      system: driver.system,
      classify: (error) => driver.classify(error),
    })
  }

  /** Provider that serves this store: `envelope`. */
  get provider(): string {
    return this.#driver.provider
  }

  /** What this provider can do. */
  get capabilities(): SecretsCapabilities {
    return this.#driver.capabilities
  }

  /** The newest version at a path; `undefined` when the path is empty. */
  async get(path: string, options?: CallOptions): Promise<Secret | undefined> {
    return await this.#read(checkSecretPath(path), undefined, options)
  }

  /** One version at a path; `undefined` when it was never written or is no longer kept. Needs `history`. */
  async getVersion(path: string, version: string, options?: CallOptions): Promise<Secret | undefined> {
    this.#claims('history')
    return await this.#read(
      checkSecretPath(path),
      String(checkField('version', { type: 'text', required: true }, version)),
      options,
    )
  }

  /** Versions at a path that can still be read, newest first. Needs `history`. */
  async versions(path: string, options?: CallOptions): Promise<string[]> {
    this.#claims('history')
    const checked = checkSecretPath(path)
    return await this.#guard.run(operations.versions, (call) => this.#driver.versions(checked, call), options)
  }

  /**
   * Replaces what is at a path and answers the new version. Throws `stale-version` when `expected` did not hold
   * (nothing is written then), and `unsupported` when the provider cannot compare.
   */
  async put(path: string, data: JsonObject, options: PutOptions = {}): Promise<string> {
    const checked = checkSecretPath(path)
    const object = checkField('data', { type: 'json', required: true }, data) as JsonObject
    if (options.expected !== undefined) this.#claims('compareAndSet')
    const version = await this.#guard.run(
      operations.put,
      (call) => this.#driver.put(checked, object, options.expected, call),
      options,
    )
    if (version !== undefined) return version
    throw new ProviderError('stale-version', 'secrets.put: the path is not at the expected version', {
      provider: this.provider,
      operation: operations.put.name,
    })
  }

  /** Removes every version at a path; false when nothing was there. */
  async delete(path: string, options?: CallOptions): Promise<boolean> {
    const checked = checkSecretPath(path)
    return await this.#guard.run(operations.delete, (call) => this.#driver.delete(checked, call), options)
  }

  /** Full paths that start with `prefix`, sorted by code unit; nothing is decrypted. */
  async list(prefix: string, options?: CallOptions): Promise<string[]> {
    const checked = checkSecretPrefix(prefix)
    const paths = await this.#guard.run(operations.list, (call) => this.#driver.list(checked, call), options)
    return paths.sort()
  }

  /** Resolves when the store answers, is unsealed, and lets this client read; throws what it says otherwise. */
  async probe(options?: CallOptions): Promise<void> {
    await this.#guard.run(operations.probe, (call) => this.#driver.probe(call), options)
  }

  /** Lets go of every connection. Calls made afterwards throw `closed`; closing again does nothing. */
  async close(): Promise<void> {
    await this.#guard.close(() => this.#driver.close())
  }

  async #read(path: string, version: string | undefined, options?: CallOptions): Promise<Secret | undefined> {
    const stored = await this.#guard.run(operations.get, (call) => this.#driver.get(path, version, call), options)
    return stored === undefined ? undefined : secret(path, stored.data, stored.version)
  }

  #claims(capability: keyof SecretsCapabilities): void {
    if (this.capabilities[capability]) return
    throw new ProviderError('unsupported', `${this.provider} does not offer ${capability}`, { provider: this.provider })
  }
}

/** The data is not enumerable, so that printing or serialising a secret as a whole shows its path and version alone. */
function secret(path: string, data: JsonObject, version: string): Secret {
  const result = { path, version }
  Object.defineProperty(result, 'data', { value: data })
  return result as Secret
}
