import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { DataKeyCache, type Environment, type KeyWrapper, ProviderError, type WrapContext } from '@dmt-providers/core'
import { awsClientSettings, awsError } from '@dmt-providers/credentials'
import { keyError } from './errors.js'
import type { AwsKmsSettings } from './options.js'

/** Wraps data keys by a symmetric key that never leaves AWS KMS. */
export class AwsKmsKeyWrapper implements KeyWrapper {
  readonly keyId: string
  readonly #cache: DataKeyCache
  #client: Promise<KMSClient> | undefined

  constructor(
    private readonly settings: AwsKmsSettings,
    private readonly environment: Environment,
  ) {
    this.keyId = `aws-kms:${settings.keyId}`
    this.#cache = new DataKeyCache(settings)
  }

  async wrap(dataKey: Uint8Array, { path }: WrapContext, signal?: AbortSignal): Promise<string> {
    const command = new EncryptCommand({
      KeyId: this.settings.keyId,
      Plaintext: dataKey,
      EncryptionContext: bound(path),
    })
    const { CiphertextBlob } = await this.#send((client) => client.send(command, options(signal)))
    const wrapped = Buffer.from(filled(CiphertextBlob)).toString('base64')
    this.#cache.set(`${wrapped} ${path}`, dataKey)
    return wrapped
  }

  /** Always under the key that was named, so that a record which somebody wrapped by a key of their own does not open. */
  async unwrap(wrapped: string, { path }: WrapContext, signal?: AbortSignal): Promise<Uint8Array> {
    const kept = this.#cache.get(`${wrapped} ${path}`)
    if (kept !== undefined) return kept
    const command = new DecryptCommand({
      KeyId: this.settings.keyId,
      CiphertextBlob: Buffer.from(wrapped, 'base64'),
      EncryptionContext: bound(path),
    })
    const { Plaintext } = await this.#send((client) => client.send(command, options(signal)))
    this.#cache.set(`${wrapped} ${path}`, filled(Plaintext))
    return filled(Plaintext)
  }

  async close(): Promise<void> {
    this.#cache.clear()
    const client = await this.#client?.catch(() => undefined)
    client?.destroy()
  }

  async #send<T>(send: (client: KMSClient) => Promise<T>): Promise<T> {
    this.#client ??= this.#open()
    try {
      return await send(await this.#client)
    } catch (error) {
      throw keyError(awsError(error), this.keyId)
    }
  }

  async #open(): Promise<KMSClient> {
    try {
      const { endpoint } = this.settings
      const target = { ...this.settings, endpoint, option: 'credentials of AWS' }
      return new KMSClient(await awsClientSettings(target, this.environment))
    } catch (error) {
      // Asked again by the next call: a token file may be mounted late.
      this.#client = undefined
      throw error
    }
  }
}

/** What KMS authenticates beside the data key, and writes into CloudTrail: plain ASCII whatever the path has. */
function bound(path: string): Record<string, string> {
  return { 'dmt-secret-path': path.split('/').map(encodeURIComponent).join('/') }
}

function options(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal }
}

function filled(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes !== undefined && bytes.length > 0) return bytes
  throw new ProviderError('unavailable', 'KMS answered without a key', { provider: 'aws-kms' })
}
