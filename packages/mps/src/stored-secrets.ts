import { type JsonObject, type JsonValue, ProviderError, type Secret, type SecretsStore } from '@dmt-providers/core'
import { type HostLogger, secretsCall, type VaultHealth, vaultHealth } from '@dmt-providers/host'
import type { ReadSecret, SecretsService, WrittenSecret } from './secrets-service.js'

/** The user of every AMT device. Source: the reference's `getAMTCredentials`. */
const amtUser = 'admin'

/** The secrets of MPS over a store. */
export class StoredSecrets implements SecretsService {
  constructor(
    private readonly store: SecretsStore,
    private readonly logger: HostLogger,
  ) {}

  async getSecretFromKey(path: string, key: string): Promise<JsonValue> {
    const secret = await this.#get('getSecretFromKey', path)
    return secret?.data[key] || null
  }

  async getSecretAtPath(path: string): Promise<ReadSecret | null> {
    const secret = await this.#get('getSecretAtPath', path)
    return secret === undefined ? null : { data: secret.data, metadata: { version: secret.version } }
  }

  /**
   * A failure is answered with null, as in the reference: none of the three callers writes anything then, and the one
   * that opens a KVM session would otherwise leave the device marked as occupied until it connects anew.
   */
  async getAMTCredentials(guid: string): Promise<[user: string, password: JsonValue] | null> {
    const secret = await this.#get('getAMTCredentials', `devices/${guid}`).catch(() => undefined)
    const password = secret?.data.AMT_PASSWORD ?? null
    return password === null ? null : [amtUser, password]
  }

  async getMPSCerts(): Promise<JsonObject | null> {
    const secret = await this.#get('getMPSCerts', 'MPSCerts')
    return secret?.data ?? null
  }

  async writeSecretWithObject(path: string, secret: WrittenSecret): Promise<boolean> {
    const write = secretsCall(this.logger, `writeSecretWithObject ${path}`, async () => {
      if (typeof secret?.data !== 'object')
        throw new ProviderError('invalid-argument', 'the secret has no data; give { data: object }')
      await this.store.put(path, secret.data)
    })
    return await write.then(
      () => true,
      () => false,
    )
  }

  async deleteSecretAtPath(path: string): Promise<void> {
    await secretsCall(this.logger, `deleteSecretAtPath ${path}`, () => this.store.delete(path))
  }

  async health(): Promise<VaultHealth> {
    return await vaultHealth(this.store)
  }

  async #get(operation: string, path: string): Promise<Secret | undefined> {
    return await secretsCall(this.logger, `${operation} ${path}`, () => this.store.get(path))
  }
}
