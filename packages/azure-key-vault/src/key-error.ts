import { type ErrorClass, ProviderError } from '@dmt-providers/core'
import { classify, isAbsent } from './errors.js'
import { KeyVaultError } from './key-vault-error.js'

/** A key that is lost, kept back or of the wrong kind, and what helps. */
type Loss = Pick<ErrorClass, 'code'> & { readonly text: string }

/**
 * What went wrong with a key, in portable terms. A key that is gone is lost with every secret that it wraps, and is
 * called that: never an absent secret.
 */
export function keyError(error: unknown, keyId: string, verb: 'wrap' | 'unwrap'): unknown {
  if (!(error instanceof KeyVaultError)) return error
  const { code: _, ...known } = classify(error) ?? { code: 'internal' as const }
  const loss = lossOf(error, verb)
  const code = loss?.code ?? classify(error)?.code ?? 'internal'
  const text = loss?.text ?? error.message
  // Nothing is stored before its data key is wrapped.
  const details = { ...known, ...(loss === undefined ? {} : { retryable: false }), notApplied: true, cause: error }
  return new ProviderError(code, `key ${keyId}: ${text}`, details)
}

function lossOf(error: KeyVaultError, verb: 'wrap' | 'unwrap'): Loss | undefined {
  const { status, inner = '' } = error
  if (isAbsent(error))
    return {
      code: 'unauthenticated',
      text:
        'Key Vault has no such key, or not this version of it: the name is wrong, or it was deleted, and with it every ' +
        'secret under it; recover it: az keyvault key recover',
    }
  if (status === 403 && /^Key(?:Disabled|Expired|NotYetValid)$/.test(inner))
    return { code: 'permission-denied', text: `is disabled or not valid now (${inner}); enable it or set its dates` }
  if (status !== 400) return undefined
  return verb === 'wrap'
    ? {
        code: 'invalid-options',
        text: `cannot wrap: it has to be an RSA key with wrapKey and unwrapKey; ${error.message}`,
      }
    : { code: 'internal', text: 'did not wrap this, or not for this path' }
}
