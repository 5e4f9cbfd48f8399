import { errorOf } from '../http/read-answer.js'
import { objectAt, type VaultAnswer } from '../http/vault-request.js'
import type { Token } from './token.js'

/** The token in the answer to a login or a renewal. Throws when there is none, as where a second factor is asked for. */
export function tokenOf(answer: VaultAnswer, path: string): Token {
  const auth = objectAt(answer.body, 'auth')
  const { client_token: value, lease_duration: seconds, renewable } = auth
  if (typeof value !== 'string' || value === '') throw errorOf({ method: 'POST', path }, { ...answer, status: 403 })
  return { value, lifeMs: typeof seconds === 'number' ? seconds * 1_000 : 0, renewable: renewable === true }
}
