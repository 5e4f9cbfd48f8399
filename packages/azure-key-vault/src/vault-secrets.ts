import type { SecretClient, SecretProperties } from '@azure/keyvault-secrets'
import type { Call, Environment } from '@dmt-providers/core'
import { clientOptions } from './client-options.js'
import { isAbsent } from './errors.js'
import { keyVaultError } from './key-vault-error.js'
import type { VaultAccessSettings } from './options.js'

/** One version of a secret in Key Vault, or what is known of it without its value. */
export interface VaultSecret {
  readonly name: string
  /** Key Vault's own id of the version. */
  readonly id: string
  readonly contentType: string | undefined
  readonly tags: Readonly<Record<string, string>> | undefined
  /** False for one that Key Vault keeps and does not let anybody read. */
  readonly enabled: boolean
}

/** One whose value was read. */
export interface VaultSecretWithValue extends VaultSecret {
  readonly text: string | undefined
}

/** What is written beside a value. */
export interface Written {
  readonly contentType: string
  readonly tags: Record<string, string>
}

/** Milliseconds between two questions whether a deletion or recovery has ended. */
const interval = 250

/** The calls of Key Vault that the driver needs. The SDK is imported, and the identity made, with the first of them. */
export class VaultSecrets {
  #client: Promise<SecretClient> | undefined

  constructor(
    private readonly settings: VaultAccessSettings,
    private readonly environment: Environment,
  ) {}

  /** The newest version or the one of an id; `undefined` when Key Vault says that there is none. */
  async get(name: string, id: string | undefined, { signal }: Call): Promise<VaultSecretWithValue | undefined> {
    const options = { ...this.#options(signal), ...(id === undefined ? {} : { version: id }) }
    return await orAbsent(
      this.#told(async (client) => {
        const { properties, value } = await client.getSecret(name, options)
        return { ...known(properties), text: value }
      }),
    )
  }

  /** The newest version of what was deleted and can be given back, without its value. */
  async deleted(name: string, { signal }: Call): Promise<VaultSecret | undefined> {
    return await orAbsent(
      this.#told(async (client) => known((await client.getDeletedSecret(name, this.#options(signal))).properties)),
    )
  }

  /** Writes a new version and answers its id. */
  async set(name: string, text: string, { contentType, tags }: Written, { signal }: Call): Promise<string> {
    const options = { ...this.#options(signal), contentType, tags }
    const { id } = await this.#told(async (client) => known((await client.setSecret(name, text, options)).properties), {
      secret: true,
    })
    return id
  }

  /**
   * Deletes every version, which can be given back until they are purged, and answers the newest of them; `undefined`
   * when nothing was there. `wait` until Key Vault has ended it, as a purge needs.
   */
  async delete(name: string, wait: boolean, { signal }: Call): Promise<VaultSecret | undefined> {
    return await orAbsent(
      this.#told(async (client) => {
        const deleting = await client.beginDeleteSecret(name, { ...this.#options(signal), intervalInMs: interval })
        if (wait) await deleting.pollUntilDone({ abortSignal: signal })
        const { result } = deleting.getOperationState()
        return result && known(result.properties)
      }),
    )
  }

  /** Removes what was deleted for good. */
  async purge(name: string, { signal }: Call): Promise<void> {
    await this.#told((client) => client.purgeDeletedSecret(name, this.#options(signal)))
  }

  /** Gives a deleted secret back, and resolves to true when it is there; false when none is deleted any more. */
  async recover(name: string, { signal }: Call): Promise<boolean> {
    const recovered = await orAbsent(
      this.#told(async (client) => {
        const options = { ...this.#options(signal), intervalInMs: interval }
        await (await client.beginRecoverDeletedSecret(name, options)).pollUntilDone({ abortSignal: signal })
        return true
      }),
    )
    return recovered ?? false
  }

  /** Every version of a secret, in any order, without values. */
  async versions(name: string, { signal }: Call): Promise<VaultSecret[]> {
    return await this.#told((client) => all(client.listPropertiesOfSecretVersions(name, this.#options(signal)), signal))
  }

  /** Every secret of the vault, without values. */
  async list({ signal }: Call): Promise<VaultSecret[]> {
    return await this.#told((client) => all(client.listPropertiesOfSecrets(this.#options(signal)), signal))
  }

  /** Proves that this identity may list. */
  async listOne({ signal }: Call): Promise<void> {
    await this.#told((client) =>
      client.listPropertiesOfSecrets(this.#options(signal)).byPage({ maxPageSize: 1 }).next(),
    )
  }

  #options(abortSignal: AbortSignal) {
    return { abortSignal, requestOptions: { timeout: this.settings.attemptTimeoutMs } }
  }

  async #told<T>(run: (client: SecretClient) => Promise<T>, { secret = false } = {}): Promise<T> {
    const client = await this.#opened()
    try {
      return await run(client)
    } catch (error) {
      throw keyVaultError(error, secret)
    }
  }

  #opened(): Promise<SecretClient> {
    this.#client ??= this.#open().catch((error: unknown) => {
      this.#client = undefined
      throw error
    })
    return this.#client
  }

  async #open(): Promise<SecretClient> {
    const { SecretClient } = await import('@azure/keyvault-secrets')
    const { credential, options } = await clientOptions(this.settings, this.environment)
    return new SecretClient(this.settings.vault, credential, options)
  }
}

async function all(listed: AsyncIterable<SecretProperties>, signal: AbortSignal): Promise<VaultSecret[]> {
  const found: VaultSecret[] = []
  for await (const properties of listed) {
    // The client asks for further pages without a look at the signal.
    signal.throwIfAborted()
    found.push(known(properties))
  }
  return found
}

async function orAbsent<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

function known({ name, version = '', contentType, tags, enabled = true }: SecretProperties): VaultSecret {
  return { name, id: version, contentType, tags, enabled }
}
