import type { Until } from '@dmt-providers/http'
import type { TokenKeeper } from '../auth/token-keeper.js'
import { unknownToken, VaultError } from '../errors.js'
import type { Exchange } from './exchange.js'
import type { VaultAnswer, VaultRequest } from './vault-request.js'

/** Sends requests with a token that is good, and once more with a fresh one when Vault refuses. */
export class VaultClient {
  constructor(
    private readonly exchange: Exchange,
    private readonly tokens: TokenKeeper,
  ) {}

  /** Answers a success, or a 404 to a read, until the call or signal ends it. Throws what the exchange throws. */
  async send(request: VaultRequest, until: Until): Promise<VaultAnswer> {
    const token = this.tokens.ready() ?? (await this.tokens.token())
    try {
      return await this.exchange.send({ ...request, token: token.value }, until)
    } catch (error) {
      if (!(error instanceof VaultError) || error.status !== 403 || error.told.foreign === true) throw error
      const another = await this.tokens.instead(token, error.says(unknownToken))
      if (another === undefined) throw error
      return await this.exchange.send({ ...request, token: another.value }, until)
    }
  }
}
