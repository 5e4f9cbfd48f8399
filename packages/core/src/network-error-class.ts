import type { ErrorClass } from './error-classifier.js'

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
])

/** Certificate errors of Node's TLS: the wrong peer, so trying again cannot help. Source: Node's `tls` error codes. */
const untrusted = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/

/** Classifies what Node's network layer reports, the same for every provider; `undefined` for anything else. */
export function networkErrorClass(error: unknown): ErrorClass | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  if (typeof code !== 'string') return undefined
  if (unreachable.has(code)) return { code: 'unavailable', nativeCode: code }
  if (untrusted.test(code)) return { code: 'unavailable', nativeCode: code, retryable: false }
  return undefined
}
