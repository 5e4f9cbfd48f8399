import { ProviderError } from '@dmt-providers/core'
import { VaultError } from '../errors.js'
import type { Exchange } from '../http/exchange.js'
import { objectAt } from '../http/vault-request.js'

/** Opens the wrapping around a secret id, which Vault does once for each; what was in it serves every later login. */
export class UnwrappedSecretId {
  #wrapping: string | undefined
  #secretId: string | undefined

  constructor(private readonly exchange: Exchange) {}

  /** The secret id in a wrapping token. Throws `unauthenticated` when it was opened before, or is too old. */
  async of(wrapping: string, signal: AbortSignal): Promise<string> {
    if (this.#secretId !== undefined && wrapping === this.#wrapping) return this.#secretId
    const secretId = await this.#open(wrapping, signal)
    this.#wrapping = wrapping
    this.#secretId = secretId
    return secretId
  }

  async #open(wrapping: string, signal: AbortSignal): Promise<string> {
    const { body } = await this.exchange
      .send({ method: 'POST', path: 'sys/wrapping/unwrap', token: wrapping }, signal)
      .catch((error: unknown) => {
        if (!(error instanceof VaultError) || (error.status !== 400 && error.status !== 403)) throw error
        throw refused('the wrapped secret id was opened before, which only the service should do, or is too old', error)
      })
    const secretId = objectAt(body, 'data').secret_id
    if (typeof secretId === 'string') return secretId
    throw refused('what is wrapped is no secret id')
  }
}

function refused(message: string, cause?: unknown): ProviderError {
  const advice = 'get another by: vault write -wrap-ttl=2m -f auth/approle/role/<role>/secret-id'
  return new ProviderError('unauthenticated', `vault: secretId: ${message}; ${advice}`, { notApplied: true, cause })
}
