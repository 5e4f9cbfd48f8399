import type { JsonObject, JsonValue } from '@dmt-providers/core'
import type { HostLogger, HostParts, VaultHealth } from '@dmt-providers/host'
import { messageOf, once } from '@dmt-providers/host/entry'
import { certificatesPath } from './certificates-path.js'
import type { ReadSecret, SecretsService, WrittenSecret } from './secrets-service.js'

/**
 * The secrets of MPS over any secret store, which `MPS_SECRETS_URL` names. MPS constructs it with its logger; the
 * provider is loaded at the first call.
 */
export class MpsSecrets implements SecretsService {
  readonly #logger: HostLogger
  readonly #open: () => Promise<SecretsService>

  /** `parts` stand in for the running service where there is none. */
  constructor(logger: HostLogger, parts?: Pick<HostParts<unknown>, 'config'>) {
    const stack = new Error().stack ?? ''
    this.#logger = logger
    this.#open = once(async () => {
      const { openMpsSecrets } = await import('./open-mps-secrets.js')
      return await openMpsSecrets(logger, stack, parts)
    })
  }

  async getSecretFromKey(path: string, key: string): Promise<JsonValue> {
    return await (await this.#open()).getSecretFromKey(path, key)
  }

  async getSecretAtPath(path: string): Promise<ReadSecret | null> {
    return await (await this.#open()).getSecretAtPath(path)
  }

  async getAMTCredentials(guid: string): Promise<[user: string, password: JsonValue] | null> {
    return await (await this.#open()).getAMTCredentials(guid)
  }

  async getMPSCerts(): Promise<JsonObject | null> {
    return await (await this.#open()).getMPSCerts()
  }

  async writeSecretWithObject(path: string, secret: WrittenSecret): Promise<boolean> {
    try {
      return await (await this.#open()).writeSecretWithObject(path, secret)
    } catch (error) {
      if (path === certificatesPath) throw error
      this.#logger.error(`writeSecretWithObject: ${messageOf(error)}`)
      return false
    }
  }

  async deleteSecretAtPath(path: string): Promise<void> {
    await (await this.#open()).deleteSecretAtPath(path)
  }

  async health(): Promise<VaultHealth> {
    return await (await this.#open()).health()
  }
}
