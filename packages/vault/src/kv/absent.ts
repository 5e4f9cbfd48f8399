import { errorOf } from '../http/read-answer.js'
import { objectAt, type VaultAnswer } from '../http/vault-request.js'

/**
 * Whether Vault says that nothing is at a path: a 404 without errors or warnings, as the KV engine writes it, or with
 * the metadata of a version that was deleted. False for a success. Throws for every other 404: of a path that leads to
 * no engine, of a namespace that does not exist, of a mount that is of the other version.
 */
export function isAbsent(answer: VaultAnswer, path: string): boolean {
  if (answer.status !== 404) return false
  const { errors, warnings } = answer.body
  const silent = (list: unknown) => list === undefined || list === null || (Array.isArray(list) && list.length === 0)
  const nothing = Array.isArray(errors) && errors.length === 0 && silent(warnings)
  if (nothing || isDeleted(answer)) return true
  throw errorOf({ method: 'GET', path }, answer)
}

function isDeleted({ body }: VaultAnswer): boolean {
  const found = objectAt(body, 'data')
  const { version, deletion_time, destroyed } = objectAt(found, 'metadata')
  return found.data === null && typeof version === 'number' && (destroyed === true || Boolean(deletion_time))
}
