import type { ErrorClass } from '@dmt-providers/core'

const unavailable = { code: 'unavailable' } as const satisfies ErrorClass
const neverSent = { code: 'unavailable', notApplied: true } as const satisfies ErrorClass

/** What Node and undici say before there is a reply. Source: undici, "Errors". */
const codes: Readonly<Record<string, ErrorClass>> = {
  ECONNREFUSED: neverSent,
  ENOTFOUND: neverSent,
  EAI_AGAIN: neverSent,
  UND_ERR_CONNECT_TIMEOUT: neverSent,
  UND_ERR_HEADERS_TIMEOUT: unavailable,
  UND_ERR_BODY_TIMEOUT: unavailable,
  UND_ERR_SOCKET: unavailable,
  UND_ERR_ABORTED: unavailable,
  UND_ERR_CLOSED: unavailable,
  UND_ERR_DESTROYED: unavailable,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: unavailable,
  // Whatever speaks there speaks no HTTP, and will not in a second either.
  HPE_INVALID_CONSTANT: { ...unavailable, retryable: false },
}

/** What an error of {@link HttpTransport} means; `undefined` for one of anything else. */
export function httpErrorClass(error: unknown): ErrorClass | undefined {
  if (error instanceof DOMException && error.name === 'TimeoutError') return { ...unavailable, nativeCode: error.name }
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  const known = typeof code === 'string' && Object.hasOwn(codes, code) ? codes[code] : undefined
  return known && { ...known, nativeCode: String(code) }
}
