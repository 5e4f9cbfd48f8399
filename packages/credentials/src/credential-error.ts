import { isProviderError, networkErrorClass, ProviderError } from '@dmt-providers/core'

/**
 * Why there is no password. `unavailable` when its source cannot be reached or is overloaded, so that trying again may
 * help; anything else is `unauthenticated`. The source's own words are kept, with credentials masked.
 */
export function credentialError(option: string, error: unknown): ProviderError {
  if (isProviderError(error)) return error
  const causes = causesOf(error)
  const code = causes.some(isPassing) ? 'unavailable' : 'unauthenticated'
  const words = [...new Set(causes.map((one) => (one instanceof Error ? one.message || one.name : typeof one)))]
  return new ProviderError(code, `${option}: ${words.join(': ')}`, { notApplied: true, cause: error })
}

/** What Microsoft's library calls a service of tokens that it cannot reach, or that answers a 5xx; it tells no status. */
const unreachable = 'network_error'

function isPassing(error: unknown): boolean {
  if (error instanceof Error && Reflect.get(error, 'errorCode') === unreachable) return true
  const status = statusOf(error)
  return status === 429 || status >= 500 || (networkErrorClass(error) ?? { retryable: false }).retryable !== false
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

/** An error with what it says caused it, down to a few levels. */
function causesOf(error: unknown, depth = 0): unknown[] {
  if (!(error instanceof Error) || depth > 3) return [error]
  const several: unknown = Reflect.get(error, 'errors')
  const inner = [...(error.cause === undefined ? [] : [error.cause]), ...(Array.isArray(several) ? several : [])]
  return [error, ...inner.flatMap((cause) => causesOf(cause, depth + 1))]
}
