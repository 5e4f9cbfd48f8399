import type { JsonObject, JsonValue } from '@dmt-providers/core'
import type { HostLogger, HostParts, VaultHealth } from '@dmt-providers/host'
import { messageOf, once } from '@dmt-providers/host/entry'
import type { SecretsService, WriteAnswer } from './secrets-service.js'

/**
 * The secrets of RPS over any secret store, which `RPS_SECRETS_URL` names. RPS constructs it with its logger; the
 * provider is loaded at the first call.
 */
export class RpsSecrets implements SecretsService {
  readonly #logger: HostLogger
  readonly #open: () => Promise<SecretsService>

  /** `parts` stand in for the running service where there is none. */
  constructor(logger: HostLogger, parts?: Pick<HostParts<unknown>, 'config'>) {
    const stack = new Error().stack ?? ''
    this.#logger = logger
    this.#open = once(async () => {
      const { openRpsSecrets } = await import('./open-rps-secrets.js')
      return await openRpsSecrets(logger, stack, parts)
    })
  }

  async getSecretFromKey(path: string, key: string): Promise<JsonValue> {
    return await (await this.#open()).getSecretFromKey(path, key)
  }

  async getSecretAtPath(path: string): Promise<JsonObject | null> {
    return await (await this.#open()).getSecretAtPath(path)
  }

  async writeSecretWithObject(path: string, data: JsonObject): Promise<WriteAnswer | null> {
    return await this.#orElse(null, async () => await (await this.#open()).writeSecretWithObject(path, data))
  }

  async deleteSecretAtPath(path: string): Promise<boolean> {
    return await this.#orElse(false, async () => await (await this.#open()).deleteSecretAtPath(path))
  }

  async health(): Promise<VaultHealth> {
    return await (await this.#open()).health()
  }

  /** Where RPS expects no rejection, not even one of a store that cannot be opened. */
  async #orElse<T>(otherwise: T, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      this.#logger.error(`The secret store is not open: ${messageOf(error)}`)
      return otherwise
    }
  }
}
