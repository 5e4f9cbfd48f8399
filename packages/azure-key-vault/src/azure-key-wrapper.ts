import { createHash, timingSafeEqual } from 'node:crypto'
import { isProviderError, type KeyWrapper, ProviderError, type WrapContext } from '@dmt-providers/core'
import { classify, failureOf, isAbsent } from './errors.js'
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
  #version: { id: string; until: number } | undefined

  constructor(
    readonly keyId: string,
    private readonly keys: VaultKeys,
  ) {}

  async wrap(dataKey: Uint8Array, { path }: WrapContext, signal?: AbortSignal): Promise<string> {
    return await this.#named(async () => {
      const version = await this.#newest(signal)
      const wrapped = await this.keys.wrap(version, Buffer.concat([dataKey, digest(path)]), signal)
      return `${version}.${Buffer.from(wrapped).toString('base64url')}`
    })
  }

  async unwrap(wrapped: string, { path }: WrapContext, signal?: AbortSignal): Promise<Uint8Array> {
    const [, version, text] = /^([0-9a-zA-Z]{1,64})\.([\w-]+)$/.exec(wrapped) ?? []
    if (version === undefined || text === undefined) throw notOurs(this.keyId)
    const bytes = await this.#named(() => this.keys.unwrap(version, Buffer.from(text, 'base64url'), signal))
    if (bytes.length !== 2 * half || !timingSafeEqual(bytes.subarray(half), digest(path))) throw notOurs(this.keyId)
    return bytes.subarray(0, half)
  }

  async #newest(signal: AbortSignal | undefined): Promise<string> {
    const now = performance.now()
    if (this.#version !== undefined && now < this.#version.until) return this.#version.id
    const id = await this.keys.newest(signal)
    this.#version = { id, until: now + versionAge }
    return id
  }

  /** A key that is gone is lost with every secret that it wraps, and is called that: never an absent secret. */
  async #named<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      this.#version = undefined
      throw isProviderError(error) ? error : explained(error, this.keyId)
    }
  }
}

function explained(error: unknown, keyId: string): ProviderError {
  const known = classify(error) ?? { code: 'internal' as const }
  const text = error instanceof Error ? error.message : String(error)
  if (isAbsent(error)) {
    const message = `key ${keyId}: Key Vault has no such key or version; recover it there, as what it wraps cannot be read`
    return new ProviderError('unauthenticated', message, { nativeCode: '404', cause: error })
  }
  const { status = 0, inner } = failureOf(error) ?? {}
  if (status === 403 && /disabled|expired|notyetvalid/i.test(`${inner} ${text}`)) {
    return new ProviderError('permission-denied', `key ${keyId} is disabled or not valid now: ${text}`, {
      ...known,
      cause: error,
    })
  }
  if (status === 400) return notOurs(keyId, error)
  return new ProviderError(known.code, `key ${keyId}: ${text}`, { ...known, cause: error })
}

function notOurs(keyId: string, cause?: unknown): ProviderError {
  return new ProviderError('internal', `key ${keyId} did not wrap this, or not for this path`, { cause })
}

const digest = (path: string) => createHash('sha256').update(path).digest()
