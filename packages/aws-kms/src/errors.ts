import { type ErrorClass, type ErrorCode, networkErrorClass, ProviderError } from '@dmt-providers/core'
import { AwsError, awsErrorClass } from '@dmt-providers/credentials'

const down: ErrorClass = { code: 'unavailable', retryable: true }

/** Errors that KMS alone has. Source: "errors" of Encrypt and Decrypt in its API reference. */
const classes: Readonly<Record<string, ErrorClass>> = {
  DependencyTimeoutException: down,
  KeyUnavailableException: down,
  KMSInternalException: down,
  CloudHsmClusterNotActiveException: down,
  LimitExceededException: { code: 'limit-exceeded', retryable: false },
  InvalidKeyUsageException: { code: 'invalid-options' },
  KMSInvalidStateException: down,
  UnsupportedOperationException: { code: 'invalid-options' },
  InvalidArnException: { code: 'invalid-options' },
}

/** A key that is lost or kept back, and what brings it back. */
interface Loss {
  readonly code: ErrorCode
  readonly text: string
}

/**
 * What went wrong with a key, in portable terms: whether it is disabled, about to be deleted, refused or gone is said
 * by name, since secrets are safe in the first three and lost in the last.
 */
export function keyError(error: unknown, keyId: string): unknown {
  if (!(error instanceof AwsError)) return error
  const loss = lossOf(error)
  const known = classOf(error)
  const text = loss === undefined ? error.message : loss.text
  // Nothing is stored before its data key is wrapped.
  return new ProviderError(known.code, `key ${keyId}: ${text}`, { ...known, notApplied: true, cause: error })
}

function classOf(error: AwsError): ErrorClass {
  const { name } = error
  const loss = lossOf(error)
  if (loss !== undefined) return { code: loss.code, nativeCode: name, retryable: false }
  const own = Object.hasOwn(classes, name) ? classes[name] : undefined
  const known = own ?? awsErrorClass(error) ?? networkErrorClass(error) ?? { code: 'internal' as const }
  return { nativeCode: name, ...known }
}

function lossOf({ name, message }: AwsError): Loss | undefined {
  switch (name) {
    case 'DisabledException':
      return { code: 'permission-denied', text: 'is disabled; enable it: aws kms enable-key' }
    case 'KMSInvalidStateException':
      return stateLoss(message)
    case 'NotFoundException':
      return {
        code: 'unauthenticated',
        text: 'KMS has no such key: its name, region or account is wrong, or it was deleted, and with it every secret under it',
      }
    case 'AccessDeniedException':
      return { code: 'permission-denied', text: `may not be used by this client; ${message}` }
    case 'IncorrectKeyException':
      return {
        code: 'unauthenticated',
        text: 'is not the one that wrapped this: an alias was moved; move it back, and change keys by previousKey and rewrap',
      }
    case 'InvalidCiphertextException':
      return {
        code: 'internal',
        text: 'does not open its data key: the record was altered or comes from another path',
      }
    default:
      return undefined
  }
}

/** Other states pass by themselves: a key that is being made, or whose store is away. */
function stateLoss(message: string): Loss | undefined {
  if (/pending (?:replica )?deletion/i.test(message))
    return {
      code: 'permission-denied',
      text:
        'is about to be deleted, and with it every secret under it; stop that: aws kms cancel-key-deletion, ' +
        'then aws kms enable-key',
    }
  if (/disabled/i.test(message))
    return { code: 'permission-denied', text: 'is disabled; enable it: aws kms enable-key' }
  return undefined
}
