import type { GetOptions, JsonObject, JsonValue, Secret, SecretsStore } from '@dmt-providers/core'
import { type HostLogger, secretsCall, type VaultHealth, vaultHealth } from '@dmt-providers/host'
import type { SecretsService, WriteAnswer } from './secrets-service.js'

/** The secrets of RPS over a store. */
export class StoredSecrets implements SecretsService {
  constructor(
    private readonly store: SecretsStore,
    private readonly logger: HostLogger,
  ) {}

  async getSecretFromKey(path: string, key: string): Promise<JsonValue> {
    const secret = await this.#get('getSecretFromKey', path)
    return secret?.data[key] || null
  }

  /**
   * RPS writes back what it read with one password changed, so it has to read what is stored. A secret that it wrote back
   * holds an older `version` of its own, which the current one replaces.
   */
  async getSecretAtPath(path: string): Promise<JsonObject | null> {
    const secret = await this.#get('getSecretAtPath', path, { fresh: true })
    return secret === undefined ? null : { ...secret.data, version: Number(secret.version) }
  }

  async writeSecretWithObject(path: string, data: JsonObject): Promise<WriteAnswer | null> {
    const write = secretsCall(this.logger, `writeSecretWithObject ${path}`, () => this.store.put(path, data))
    return await write.then(
      (version) => ({ data: { version: Number(version) } }),
      () => null,
    )
  }

  async deleteSecretAtPath(path: string): Promise<boolean> {
    const removal = secretsCall(this.logger, `deleteSecretAtPath ${path}`, () => this.store.delete(path))
    return await removal.then(
      () => true,
      () => false,
    )
  }

  async health(): Promise<VaultHealth> {
    return await vaultHealth(this.store)
  }

  async #get(operation: string, path: string, options?: GetOptions): Promise<Secret | undefined> {
    return await secretsCall(this.logger, `${operation} ${path}`, () => this.store.get(path, options))
  }
}
