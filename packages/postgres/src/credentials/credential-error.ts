import { isProviderError, networkErrorClass, ProviderError } from '@dmt-providers/core'

/**
 * Why there is no password. `unavailable` when its source cannot be reached or is overloaded, so that trying again may
 * help; anything else is `unauthenticated`. The source's own words are kept, with credentials masked.
 */
export function credentialError(option: string, error: unknown): ProviderError {
  if (isProviderError(error)) return error
  const [message, ...causes] = reasons(error)
  const code = causesOf(error).some(isPassing) ? 'unavailable' : 'unauthenticated'
  const words = [message, ...causes.filter((cause) => !message?.includes(cause))].join(': ')
  return new ProviderError(code, `${option}: ${words}`, { notApplied: true, cause: error })
}

function isPassing(error: unknown): boolean {
  const status = statusOf(error)
  return networkErrorClass(error)?.retryable !== false && networkErrorClass(error) !== undefined
    ? true
    : status === 429 || status >= 500
}

/** Azure's SDK and AWS's name the HTTP status differently. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0
  const metadata: unknown = Reflect.get(error, '$metadata')
  const status: unknown =
    Reflect.get(error, 'statusCode') ??
    (typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined)
  return typeof status === 'number' ? status : 0
}

function reasons(error: unknown): string[] {
  return causesOf(error).map((one) => (one instanceof Error ? one.message || one.name : typeof one))
}

/** An error and what it says caused it, down to a few levels. */
function causesOf(error: unknown): unknown[] {
  const causes = [error]
  while (causes.length < 5) {
    const last = causes.at(-1)
    const cause: unknown = last instanceof Error ? last.cause : undefined
    if (cause === undefined) break
    causes.push(cause)
  }
  return causes
}
