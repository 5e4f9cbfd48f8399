import { randomBytes } from 'node:crypto'
import { isProviderError, type JsonObject, ProviderError, type SealedRecord } from '@dmt-providers/core'
import { decrypt, encrypt } from './aes-gcm.js'
import type { KeyRing } from './key-ring.js'
import { recordName } from './record-name.js'
import { bodyFormat, parseBody, printBody } from './sealed-body.js'

/** A data key made for one write, which may take several attempts under rising version numbers. */
export interface DataKey {
  readonly path: string
  readonly bytes: Uint8Array
  readonly wrapped: string
}

/** Seals and opens records under the keys of one store. */
export class Sealer {
  constructor(readonly keys: KeyRing) {}

  /** Makes a fresh data key and has it wrapped by the current key. */
  async newDataKey(path: string, signal: AbortSignal): Promise<DataKey> {
    const bytes = randomBytes(32)
    return { path, bytes, wrapped: await this.keys.current.wrap(bytes, { path }, signal) }
  }

  /** Seals one version of a secret. */
  seal({ path, bytes, wrapped }: DataKey, version: number, data: JsonObject): SealedRecord {
    const sealed = encrypt(bytes, Buffer.from(JSON.stringify(data), 'utf8'), payloadBound(path, version))
    return { path, version, keyId: this.keys.current.keyId, body: printBody({ sealed, wrapped }) }
  }

  /**
   * Opens a record that was asked for at `path`. Throws `internal` when it was altered or copied there from another
   * path or version, `unauthenticated` when its key is not held, and what a remote key service says.
   */
  async open(record: SealedRecord, signal: AbortSignal): Promise<JsonObject> {
    const { sealed } = parseBody(record)
    const plain = decrypt(await this.#dataKey(record, signal), sealed, payloadBound(record.path, record.version))
    if (plain !== undefined) return JSON.parse(plain.toString('utf8')) as JsonObject
    throw new ProviderError(
      'internal',
      `${recordName(record)} does not open: it was altered, or copied from another path or version`,
    )
  }

  /** The same record with its data key wrapped by the current key; the sealed secret stays as it is. */
  async rewrap(record: SealedRecord, signal: AbortSignal): Promise<SealedRecord> {
    const { sealed } = parseBody(record)
    const { current } = this.keys
    const wrapped = await current.wrap(await this.#dataKey(record, signal), { path: record.path }, signal)
    return { ...record, keyId: current.keyId, body: printBody({ sealed, wrapped }) }
  }

  async #dataKey(record: SealedRecord, signal: AbortSignal): Promise<Uint8Array> {
    const key = this.keys.of(record)
    try {
      const bytes = await key.unwrap(parseBody(record).wrapped, { path: record.path }, signal)
      if (bytes.length === 32) return bytes
      throw new ProviderError('internal', `key ${key.keyId} unwrapped ${bytes.length} bytes instead of 32`)
    } catch (error) {
      if (!isProviderError(error) || error.code !== 'internal') throw error
      throw new ProviderError('internal', `${recordName(record)}: ${error.message}`, { cause: error })
    }
  }
}

/** What a sealed secret authenticates beside itself, so that it opens in its own place only. */
function payloadBound(path: string, version: number): string {
  return JSON.stringify(['dmt-envelope', bodyFormat, 'secret', path, version])
}
