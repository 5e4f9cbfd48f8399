import { VaultError } from '../errors.js'
import type { Exchange } from '../http/exchange.js'
import { objectAt } from '../http/vault-request.js'
import type { Token, TokenSource } from './token.js'

/** A token that somebody else got. Vault is asked how long it is good, for it to be renewed in time. */
export class GivenTokens implements TokenSource {
  readonly again = false

  constructor(
    private readonly read: () => Promise<string>,
    private readonly exchange: Exchange,
  ) {}

  async obtain(signal: AbortSignal): Promise<Token> {
    const value = await this.read()
    const unknown = { value, lifeMs: 0, renewable: false }
    try {
      const { body } = await this.exchange.send({ method: 'GET', path: 'auth/token/lookup-self', token: value }, signal)
      const { ttl, renewable } = objectAt(body, 'data')
      return { value, lifeMs: typeof ttl === 'number' ? ttl * 1_000 : 0, renewable: renewable === true }
    } catch (error) {
      // Its policy may not even allow that; whether it is good for anything else is for the next request to tell.
      if (error instanceof VaultError && error.status === 403) return unknown
      throw error
    }
  }
}
