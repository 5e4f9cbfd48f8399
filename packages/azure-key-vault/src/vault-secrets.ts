import type { SecretClient, SecretProperties } from '@azure/keyvault-secrets'
import type { Call, Environment } from '@dmt-providers/core'
import { clientOptions } from './client-options.js'
import { isAbsent } from './errors.js'
import type { VaultAccessSettings } from './options.js'

/** One version of a secret in Key Vault, or what is known of it without its value. */
export interface VaultSecret {
  readonly name: string
  /** Key Vault's own id of the version. */
  readonly id: string
  readonly contentType: string | undefined
  readonly tags: Readonly<Record<string, string>> | undefined
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
    const client = await this.#opened()
    const options = { abortSignal: signal, ...(id === undefined ? {} : { version: id }) }
    return await orAbsent(
      client.getSecret(name, options).then((found) => ({ ...known(found.properties), text: found.value })),
    )
  }

  /** Writes a new version and answers its id. */
  async set(name: string, text: string, { contentType, tags }: Written, { signal }: Call): Promise<string> {
    const client = await this.#opened()
    const { properties } = await client.setSecret(name, text, { contentType, tags, abortSignal: signal })
    return properties.version ?? ''
  }

  /** Deletes every version, which can be given back until they are purged; false when nothing was there. */
  async delete(name: string, purge: boolean, { signal }: Call): Promise<boolean> {
    const client = await this.#opened()
    const options = { intervalInMs: interval, abortSignal: signal }
    const deleting = await orAbsent(client.beginDeleteSecret(name, options))
    if (deleting === undefined) return false
    if (purge) {
      await deleting.pollUntilDone({ abortSignal: signal })
      await client.purgeDeletedSecret(name, { abortSignal: signal })
    }
    return true
  }

  /** Gives a deleted secret back; resolves when it is there, and at once when none is deleted any more. */
  async recover(name: string, { signal }: Call): Promise<void> {
    const client = await this.#opened()
    const options = { intervalInMs: interval, abortSignal: signal }
    const recovering = await orAbsent(client.beginRecoverDeletedSecret(name, options))
    await recovering?.pollUntilDone({ abortSignal: signal })
  }

  /** Every version of a secret, in any order, without values. */
  async versions(name: string, { signal }: Call): Promise<VaultSecret[]> {
    const client = await this.#opened()
    return await all(client.listPropertiesOfSecretVersions(name, { abortSignal: signal }))
  }

  /** Every secret of the vault, without values. */
  async list({ signal }: Call): Promise<VaultSecret[]> {
    const client = await this.#opened()
    return await all(client.listPropertiesOfSecrets({ abortSignal: signal }))
  }

  /** Proves that this identity may list. */
  async listOne({ signal }: Call): Promise<void> {
    const client = await this.#opened()
    await client.listPropertiesOfSecrets({ abortSignal: signal }).byPage({ maxPageSize: 1 }).next()
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

async function all(listed: AsyncIterable<SecretProperties>): Promise<VaultSecret[]> {
  const found: VaultSecret[] = []
  for await (const properties of listed) found.push(known(properties))
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

function known({ name, version = '', contentType, tags }: SecretProperties): VaultSecret {
  return { name, id: version, contentType, tags }
}
