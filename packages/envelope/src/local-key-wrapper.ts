import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { type KeyWrapper, ProviderError, type WrapContext } from '@dmt-providers/core'
import { decrypt, encrypt } from './aes-gcm.js'

/**
 * Wraps data keys with a key of 32 bytes that this process holds. Both the wrapping key and the key id are derived
 * from it by HKDF-SHA256 under different labels, so that the id tells nothing about the key.
 */
export class LocalKeyWrapper implements KeyWrapper {
  /** `local-` and 16 hexadecimal digits. */
  readonly keyId: string
  readonly #key: KeyObject

  /** `key`: 32 random bytes. */
  constructor(key: Uint8Array) {
    this.keyId = `local-${derived(key, 'key id', 8).toString('hex')}`
    this.#key = createSecretKey(derived(key, 'wrapping key', 32))
  }

  async wrap(dataKey: Uint8Array, context: WrapContext): Promise<string> {
    return encrypt(this.#key, dataKey, this.#bound(context))
  }

  /** Throws `internal` when `wrapped` was altered or wrapped by another key or for another path. */
  async unwrap(wrapped: string, context: WrapContext): Promise<Uint8Array> {
    const dataKey = decrypt(this.#key, wrapped, this.#bound(context))
    if (dataKey !== undefined) return dataKey
    throw new ProviderError(
      'internal',
      `its data key does not open under key ${this.keyId}: the record was altered or comes from another path`,
    )
  }

  #bound({ path }: WrapContext): string {
    return JSON.stringify(['dmt-envelope', 1, 'data key', path, this.keyId])
  }
}

function derived(key: Uint8Array, label: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `dmt-envelope/1/${label}`, bytes))
}
