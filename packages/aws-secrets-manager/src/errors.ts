import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'
import { AwsError, awsErrorClass } from '@dmt-providers/credentials'

/** Errors that Secrets Manager alone has. Source: "errors" of each action in its API reference. */
const classes: Readonly<Record<string, ErrorClass>> = {
  // A key that was disabled, is about to be deleted, or is refused to this client.
  DecryptionFailure: { code: 'permission-denied' },
  EncryptionFailure: { code: 'permission-denied', notApplied: true },
  LimitExceededException: { code: 'limit-exceeded', retryable: false, notApplied: true },
  MalformedPolicyDocumentException: { code: 'permission-denied' },
  // One that is not in a reader's or writer's way: what it says of a secret is answered before it comes here.
  InvalidRequestException: { code: 'unavailable', retryable: true },
  ResourceExistsException: { code: 'unavailable', retryable: true },
  ResourceNotFoundException: { code: 'unavailable', retryable: true },
}

/** Classifies an error of AWS; `undefined` for anything else. */
export const classify: ErrorClassifier = (error) => {
  if (!(error instanceof AwsError)) return undefined
  const own = Object.hasOwn(classes, error.name) ? classes[error.name] : undefined
  return own === undefined ? awsErrorClass(error) : { ...own, nativeCode: error.name }
}

/** Whether AWS says that nothing has the name that was asked for: the status differs between AWS and its stand-ins. */
export function isNotFound(error: unknown): boolean {
  return error instanceof AwsError && error.name === 'ResourceNotFoundException'
}

/** Whether AWS says that a name, or the id of a version, is taken. */
export function isTaken(error: unknown): boolean {
  return error instanceof AwsError && error.name === 'ResourceExistsException'
}

/** Whether AWS says that a secret is not in the state for a call: it is, or is not, scheduled for deletion. */
export function isWrongState(error: unknown): boolean {
  return error instanceof AwsError && error.name === 'InvalidRequestException'
}
