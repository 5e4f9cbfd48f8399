import type { ErrorClass } from '@dmt-providers/core'
import { type AwsError, isClockError } from './aws-error.js'

const unknownClient: ErrorClass = { code: 'unauthenticated', notApplied: true }
const denied: ErrorClass = { code: 'permission-denied', notApplied: true }
const throttled: ErrorClass = { code: 'limit-exceeded', retryable: true, notApplied: true, retryAfterMs: 0 }
const down: ErrorClass = { code: 'unavailable' }

/** What the errors that every service of AWS has mean. Sources: "common error types" of the services' API references. */
const classes: Readonly<Record<string, ErrorClass>> = {
  UnrecognizedClientException: unknownClient,
  InvalidClientTokenId: unknownClient,
  InvalidAccessKeyId: unknownClient,
  InvalidSignatureException: unknownClient,
  SignatureDoesNotMatch: unknownClient,
  IncompleteSignature: unknownClient,
  IncompleteSignatureException: unknownClient,
  MissingAuthenticationToken: unknownClient,
  MissingAuthenticationTokenException: unknownClient,
  ExpiredToken: unknownClient,
  ExpiredTokenException: unknownClient,
  CredentialsProviderError: unknownClient,
  AccessDenied: denied,
  AccessDeniedException: denied,
  NotAuthorized: denied,
  OptInRequired: denied,
  SubscriptionRequiredException: denied,
  Throttling: throttled,
  ThrottlingException: throttled,
  ThrottledException: throttled,
  RequestThrottled: throttled,
  RequestThrottledException: throttled,
  RequestLimitExceeded: throttled,
  TooManyRequestsException: throttled,
  InternalFailure: down,
  InternalServiceError: down,
  ServiceUnavailable: down,
  ServiceUnavailableException: down,
  SyntaxError: down,
  TimeoutError: { code: 'timeout', retryable: true },
  ValidationError: { code: 'invalid-argument' },
  ValidationException: { code: 'invalid-argument' },
  InvalidParameterException: { code: 'invalid-argument' },
}

/**
 * The portable meaning of an error that any service of AWS may answer; `undefined` for those that only one has, and for
 * errors of the network. A wrong clock may be tried again, since AWS's client signs by the clock of AWS after the first
 * refusal.
 */
export function awsErrorClass(error: AwsError): ErrorClass | undefined {
  const { name, status, code } = error
  const nativeCode = name
  if (isClockError(error)) return { ...unknownClient, retryable: true, nativeCode }
  // Of the network, which AWS's client gives a name of its own: TimeoutError for a reset connection.
  if (code !== undefined) return undefined
  const known = Object.hasOwn(classes, name) ? classes[name] : ofStatus(status)
  if (known === undefined) return undefined
  return { ...known, nativeCode, ...(known.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }) }
}

/** For names that AWS may add: what HTTP says. */
function ofStatus(status: number): ErrorClass | undefined {
  if (status === 429) return throttled
  return status >= 500 ? down : undefined
}
