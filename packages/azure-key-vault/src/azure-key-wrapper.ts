import { createHash, timingSafeEqual } from 'node:crypto'
import { DataKeyCache, isProviderError, type KeyWrapper, ProviderError, type WrapContext } from '@dmt-providers/core'
import { keyError } from './key-error.js'
import type { AzureKeySettings } from './options.js'
import type { VaultKeys } from './vault-keys.js'

/** Bytes of a data key, and of the SHA-256 behind it. */
const half = 32

/** Milliseconds for which new data keys are wrapped by the same version, before a rotated key is looked for. */
const versionAge = 300_000

/**
 * A key of Azure Key Vault, which never leaves it. Its wrapping takes no context, so the SHA-256 of the path is wrapped
 * with the data key and compared when that is unwrapped. What was wrapped names the version of the key: after a
 * rotation older records open by the version that they were made under.
 */
export class AzureKeyWrapper implements KeyWrapper {
  readonly #cache: DataKeyCache
  #version: { id: string; until: number } | undefined

  constructor(
    readonly keyId: string,
    private readonly keys: VaultKeys,
    bounds: Pick<AzureKeySettings, 'cacheEntries' | 'cacheAgeMs' | 'cacheUses'>,
  ) {
    this.#cache = new DataKeyCache(bounds)
  }

  async wrap(dataKey: Uint8Array, { path }: WrapContext, signal?: AbortSignal): Promise<string> {
    const bytes = Buffer.concat([dataKey, digest(path)])
    const wrapped = await this.#named('wrap', async () => {
      const version = await this.#newest(signal)
      return `${version}.${Buffer.from(await this.keys.wrap(version, bytes, signal)).toString('base64url')}`
    })
    this.#cache.set(`${wrapped} ${path}`, dataKey)
    return wrapped
  }

  async unwrap(wrapped: string, { path }: WrapContext, signal?: AbortSignal): Promise<Uint8Array> {
    const kept = this.#cache.get(`${wrapped} ${path}`)
    if (kept !== undefined) return kept
    const [, version, text] = /^([0-9a-zA-Z]{1,64})\.([\w-]+)$/.exec(wrapped) ?? []
    if (version === undefined || text === undefined) throw this.#foreign()
    const bytes = await this.#named('unwrap', () => this.keys.unwrap(version, Buffer.from(text, 'base64url'), signal))
    if (bytes.length !== 2 * half || !timingSafeEqual(bytes.subarray(half), digest(path))) throw this.#foreign()
    const dataKey = Uint8Array.from(bytes.subarray(0, half))
    this.#cache.set(`${wrapped} ${path}`, dataKey)
    return dataKey
  }

  async close(): Promise<void> {
    this.#cache.clear()
  }

  async #newest(signal: AbortSignal | undefined): Promise<string> {
    const now = performance.now()
    if (this.#version !== undefined && now < this.#version.until) return this.#version.id
    const id = await this.keys.newest(signal)
    this.#version = { id, until: now + versionAge }
    return id
  }

  async #named<T>(verb: 'wrap' | 'unwrap', call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      // Such as a version that was disabled after a rotation.
      if (verb === 'wrap') this.#version = undefined
      throw isProviderError(error) ? error : keyError(error, this.keyId, verb)
    }
  }

  #foreign(): ProviderError {
    return new ProviderError('internal', `key ${this.keyId} did not wrap this, or not for this path`)
  }
}

const digest = (path: string) => createHash('sha256').update(path).digest()
