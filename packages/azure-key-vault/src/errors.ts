import { type ErrorClass, type ErrorClassifier, networkErrorClass } from '@dmt-providers/core'
import { KeyVaultError } from './key-vault-error.js'

/** What says that something does not exist: Key Vault's own codes, and that of lowkey-vault, which tests run on. */
const absences: readonly (string | undefined)[] = [
  'SecretNotFound',
  'KeyNotFound',
  'com.github.nagyesta.lowkeyvault.service.exception.NotFoundException',
]

/** True when Key Vault itself says that there is no such secret or key, or no such version of it. */
export function isAbsent(error: unknown): boolean {
  return error instanceof KeyVaultError && error.status === 404 && absences.includes(error.answer)
}

/** True when the name belongs to a secret that was deleted, or is just being deleted or purged. */
export function isDeletedConflict(error: unknown): boolean {
  return error instanceof KeyVaultError && error.status === 409 && error.answer !== undefined
}

const unavailable: ErrorClass = { code: 'unavailable', answered: true }

const statuses: Readonly<Record<number, ErrorClass>> = {
  400: { code: 'invalid-argument', notApplied: true },
  401: { code: 'unauthenticated', notApplied: true },
  403: { code: 'permission-denied', notApplied: true },
  404: { code: 'invalid-options', notApplied: true },
  408: unavailable,
  409: { ...unavailable, notApplied: true, retryAfterMs: 500 },
  413: { code: 'limit-exceeded', notApplied: true },
}

/** What Key Vault's errors mean. Source: Azure's "Key Vault REST API error codes" and "Key Vault throttling guidance". */
export const classify: ErrorClassifier = (error) => {
  if (!(error instanceof KeyVaultError)) return undefined
  const { status, answer, inner, code } = error
  if (status === 0) return networkErrorClass(error) ?? { ...unanswered(error), nativeCode: code }
  const nativeCode = [status, answer, inner].filter((one) => one !== undefined).join(' ')
  return { ...answered(error), nativeCode }
}

function answered({ status, answer, retryAfterMs }: KeyVaultError): ErrorClass {
  if (status === 429) return { code: 'limit-exceeded', retryable: true, notApplied: true, answered: true, retryAfterMs }
  if (status >= 500) return unavailable
  // A page that a proxy or a gateway answers in place of Key Vault says nothing of what is stored.
  if (answer === undefined && status !== 401 && status !== 403) return { ...unavailable, retryable: false }
  return statuses[status] ?? { code: 'internal' }
}

function unanswered({ message }: KeyVaultError): ErrorClass {
  if (/in time/.test(message)) return { code: 'timeout', retryable: true }
  if (/challenge/.test(message)) return { code: 'invalid-options', notApplied: true }
  return { code: 'unavailable', retryable: false }
}
