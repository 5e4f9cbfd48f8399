import { type ErrorClass, type ErrorClassifier, networkErrorClass } from '@dmt-providers/core'

/** What a failure of Azure's clients says of itself. */
export interface KeyVaultFailure {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number
  /** The code in Key Vault's answer; `undefined` where something else answered. */
  readonly code: string | undefined
  /** The closer code within it: `ForbiddenByRbac`. */
  readonly inner: string | undefined
  header(name: string): string | undefined
}

/** Reads a failure; `undefined` for what is no failure of Azure's clients. */
export function failureOf(error: unknown): KeyVaultFailure | undefined {
  if (!(error instanceof Error) || error.name !== 'RestError') return undefined
  const told = memberOf(memberOf(error, 'details'), 'error')
  const headers = memberOf(memberOf(error, 'response'), 'headers')
  return {
    status: Number(memberOf(error, 'statusCode') ?? 0),
    code: textOf(memberOf(told, 'code')),
    inner: textOf(memberOf(memberOf(told, 'innererror'), 'code')),
    header: (name) => {
      const get = memberOf(headers, 'get')
      return typeof get === 'function' ? textOf(Reflect.apply(get, headers, [name])) : undefined
    },
  }
}

/** True when Key Vault itself says that there is no such secret or key, or no such version of it. */
export function isAbsent(error: unknown): boolean {
  const failure = failureOf(error)
  // lowkey-vault, which stands in for Key Vault in tests, names the class of its exception.
  return failure?.status === 404 && /^(?:Secret|Key)NotFound$|\.NotFoundException$/.test(failure.code ?? '')
}

/** True when the name belongs to a secret that was deleted, or is just being deleted or purged. */
export const isDeletedConflict = (error: unknown) => failureOf(error)?.status === 409

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

/** What Azure's errors mean. Source: Azure's "Key Vault REST API error codes" and "Key Vault throttling guidance". */
export const classify: ErrorClassifier = (error) => {
  const failure = failureOf(error)
  if (failure === undefined) return undefined
  const { status, code, inner } = failure
  if (status === 0) return unsent(error)
  const nativeCode = [status, code, inner].filter((one) => one !== undefined).join(' ')
  if (status === 429) return { ...throttled(failure), nativeCode }
  if (status >= 500) return { ...unavailable, nativeCode }
  // A page that a proxy or a gateway answers in place of Key Vault says nothing of what is stored.
  const foreign = code === undefined && status !== 401 && status !== 403
  const known = foreign ? { ...unavailable, retryable: false } : statuses[status]
  return { ...(known ?? { code: 'internal' }), nativeCode }
}

function throttled({ header }: KeyVaultFailure): ErrorClass {
  const milliseconds = Number(header('retry-after-ms') ?? header('x-ms-retry-after-ms') ?? Number.NaN)
  const seconds = Number(header('retry-after') ?? Number.NaN)
  const retryAfterMs = [milliseconds, seconds * 1000, 0].find((one) => one >= 0 && one <= 600_000) ?? 0
  return { code: 'limit-exceeded', retryable: true, notApplied: true, answered: true, retryAfterMs }
}

function unsent(error: unknown): ErrorClass {
  const cause = error instanceof Error ? error.cause : undefined
  return (
    networkErrorClass(error) ??
    networkErrorClass(cause) ?? { code: 'unavailable', nativeCode: textOf(memberOf(error, 'code')) }
  )
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
