import type { CryptographyClient, KeyClient } from '@azure/keyvault-keys'
import type { Environment } from '@dmt-providers/core'
import { type ClientOptions, clientOptions } from './client-options.js'
import type { VaultAccessSettings } from './options.js'

/** RSA with OAEP and SHA-256: what every key of Key Vault that can wrap offers. */
const algorithm = 'RSA-OAEP-256'

/** The calls of Key Vault that wrapping needs. The SDK is imported, and the identity made, with the first of them. */
export class VaultKeys {
  #opened: Promise<{ keys: KeyClient; crypto: (version: string) => CryptographyClient }> | undefined

  constructor(
    private readonly settings: VaultAccessSettings,
    /** Name of the key. */
    readonly name: string,
    private readonly environment: Environment,
  ) {}

  /** Version of the key that new data keys are wrapped by. */
  async newest(abortSignal: AbortSignal | undefined): Promise<string> {
    const { keys } = await this.#open()
    const { properties } = await keys.getKey(this.name, { ...signalled(abortSignal) })
    return properties.version ?? ''
  }

  async wrap(version: string, bytes: Uint8Array, abortSignal: AbortSignal | undefined): Promise<Uint8Array> {
    const { crypto } = await this.#open()
    return (await crypto(version).wrapKey(algorithm, bytes, signalled(abortSignal))).result
  }

  async unwrap(version: string, bytes: Uint8Array, abortSignal: AbortSignal | undefined): Promise<Uint8Array> {
    const { crypto } = await this.#open()
    return (await crypto(version).unwrapKey(algorithm, bytes, signalled(abortSignal))).result
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
    const { vault } = this.settings
    const clients = new Map<string, CryptographyClient>()
    const crypto = (version: string) => {
      const known =
        clients.get(version) ?? new CryptographyClient(`${vault}/keys/${this.name}/${version}`, credential, options)
      clients.set(version, known)
      return known
    }
    return { keys: new KeyClient(vault, credential, options), crypto }
  }
}

const signalled = (abortSignal: AbortSignal | undefined) => (abortSignal === undefined ? {} : { abortSignal })
