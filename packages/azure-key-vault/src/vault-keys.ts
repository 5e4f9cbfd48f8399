import type { CryptographyClient, KeyClient } from '@azure/keyvault-keys'
import { type Environment, ProviderError } from '@dmt-providers/core'
import { type ClientOptions, clientOptions } from './client-options.js'
import { keyVaultError } from './key-vault-error.js'
import type { AzureKeySettings } from './options.js'

/** RSA with OAEP and SHA-256: what every key of Key Vault that can wrap offers. */
const algorithm = 'RSA-OAEP-256'

/** A client of keys, and one for each version of this key. */
interface Clients {
  readonly keys: KeyClient
  readonly crypto: (version: string) => CryptographyClient
}

/** The calls of Key Vault that wrapping needs. The SDK is imported, and the identity made, with the first of them. */
export class VaultKeys {
  #opened: Promise<Clients> | undefined

  constructor(
    private readonly settings: AzureKeySettings,
    private readonly environment: Environment,
  ) {}

  /** Version of the key that new data keys are wrapped by. */
  async newest(signal: AbortSignal | undefined): Promise<string> {
    return await this.#told(async ({ keys }) => {
      const { properties } = await keys.getKey(this.settings.key, this.#options(signal))
      return properties.version ?? ''
    })
  }

  async wrap(version: string, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array> {
    return await this.#told(async ({ crypto }) => {
      return filled((await crypto(version).wrapKey(algorithm, bytes, this.#options(signal))).result)
    })
  }

  async unwrap(version: string, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array> {
    return await this.#told(async ({ crypto }) => {
      return filled((await crypto(version).unwrapKey(algorithm, bytes, this.#options(signal))).result)
    })
  }

  #options(abortSignal: AbortSignal | undefined) {
    const requestOptions = { timeout: this.settings.attemptTimeoutMs }
    return abortSignal === undefined ? { requestOptions } : { requestOptions, abortSignal }
  }

  /** What is asked carries a data key or is answered with one. */
  async #told<T>(run: (clients: Clients) => Promise<T>): Promise<T> {
    const clients = await this.#open()
    try {
      return await run(clients)
    } catch (error) {
      throw keyVaultError(error, true)
    }
  }

  #open() {
    this.#opened ??= this.#made().catch((error: unknown) => {
      this.#opened = undefined
      throw error
    })
    return this.#opened
  }

  async #made() {
    const { CryptographyClient, KeyClient } = await import('@azure/keyvault-keys')
    const { credential, options }: ClientOptions = await clientOptions(this.settings, this.environment)
    const { vault, key } = this.settings
    const clients = new Map<string, CryptographyClient>()
    const crypto = (version: string) => {
      // Given as a key and not by its id: for an id the client fetches the key first and refuses by itself what has
      // expired, although Key Vault goes on to unwrap by it.
      const id = `${vault}/keys/${key}/${version}`
      const named = { id, name: key, properties: { id, name: key, vaultUrl: vault, version } }
      const known = clients.get(version) ?? new CryptographyClient(named, credential, options)
      clients.set(version, known)
      return known
    }
    return { keys: new KeyClient(vault, credential, options), crypto }
  }
}

function filled(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes !== undefined && bytes.length > 0) return bytes
  throw new ProviderError('unavailable', 'Key Vault answered without a key', { provider: 'azure-key-vault' })
}
