import { type Environment, ProviderError } from '@dmt-providers/core'
import type { ConnectionSettings } from '../connection-options.js'
import { VaultError } from '../errors.js'
import type { Exchange } from '../http/exchange.js'
import { GivenTokens } from './given-tokens.js'
import { loginMethods } from './login-methods.js'
import type { Token, TokenSource } from './token.js'
import { TokenFile } from './token-file.js'
import { tokenOf } from './token-of.js'

/** Where the tokens of a store come from, by its option `auth`. Throws `invalid-options` when it has none. */
export function tokenSource(settings: ConnectionSettings, exchange: Exchange, environment: Environment): TokenSource {
  const { auth, tokenFile } = settings
  if (auth !== 'token') return new Logins(settings, auth, exchange)
  if (tokenFile !== undefined) return new TokenFile(tokenFile, exchange)
  const token = settings.token ?? environment.get('VAULT_TOKEN')
  if (token !== undefined) return new GivenTokens(async () => token, exchange)
  throw new ProviderError(
    'invalid-options',
    'vault: token: is missing; give token or tokenFile (VAULT_TOKEN, VAULT_TOKEN_FILE), or another auth',
    { provider: 'vault' },
  )
}

/** Logs in for each token. */
class Logins implements TokenSource {
  readonly again = true
  readonly #credentials: (signal: AbortSignal) => Promise<object>
  readonly #path: string

  constructor(
    private readonly settings: ConnectionSettings,
    auth: Exclude<ConnectionSettings['auth'], 'token'>,
    private readonly exchange: Exchange,
  ) {
    const { path, credentials } = loginMethods[auth](settings, exchange)
    this.#path = `auth/${settings.authMount ?? auth}/${path}`
    this.#credentials = credentials
  }

  async obtain(signal: AbortSignal): Promise<Token> {
    const body = await this.#credentials(signal)
    const { authNamespace: namespace } = this.settings
    const request = { method: 'POST', path: this.#path, body, namespace } as const
    try {
      return tokenOf(await this.exchange.send(request, signal), request.path)
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
      throw new VaultError(error.message, error.status, { ...error.told, login: true })
    }
  }
}
