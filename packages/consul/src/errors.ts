import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'
import { httpErrorClass } from '@dmt-providers/http'

/** What an answer says beside its status. */
interface Told {
  /** True when the answer is not one of Consul: the page of a proxy, of a portal, of another product. */
  readonly foreign?: boolean
  /** Milliseconds that the answer asks to wait. */
  readonly retryAfterMs?: number | undefined
}

/** An answer that is no success, or that must not be believed. Its message has Consul's words and no value. */
export class ConsulError extends Error {
  override readonly name = 'ConsulError'

  constructor(
    message: string,
    readonly status: number,
    readonly told: Told = {},
  ) {
    super(message)
  }
}

const refusedNow = { code: 'unavailable', notApplied: true } as const satisfies ErrorClass
const throttled = { code: 'limit-exceeded', retryable: true, notApplied: true, retryAfterMs: 0 } as const

/** What Consul says. Source: Consul 1.20.1, agent/http.go, agent/structs/errors.go, agent/consul/rate/handler.go, acl/errors.go. */
const texts: readonly [RegExp, ErrorClass][] = [
  [/ACL not found|anonymous token lacks/, { code: 'unauthenticated', notApplied: true }],
  [/HTTP request to an HTTPS server/, { code: 'invalid-options', notApplied: true }],
  [/rate limit exceeded/, throttled],
  // Of the way to the leader, which the request never went.
  [/No cluster leader|No path to datacenter|rpc error getting client/, refusedNow],
]

/** What a status means. Source: Consul, "HTTP API structure", and agent/http.go. */
const statuses: Readonly<Record<number, ErrorClass>> = {
  400: { code: 'invalid-argument', notApplied: true },
  401: { code: 'unauthenticated', notApplied: true },
  403: { code: 'permission-denied', notApplied: true },
  405: { code: 'invalid-options', notApplied: true },
  413: { code: 'limit-exceeded', notApplied: true },
  429: throttled,
  503: refusedNow,
}

/** Native error -> portable code; `undefined` for what no table has, which becomes `internal`. */
export const classify: ErrorClassifier = (error) =>
  error instanceof ConsulError ? classOf(error) : httpErrorClass(error)

function classOf({ message, status, told }: ConsulError): ErrorClass {
  const nativeCode = String(status)
  // Asking again gives the same page, and it has no say in whether a key exists.
  if (told.foreign === true) return { code: 'unavailable', retryable: status >= 500, nativeCode }
  const known = texts.find(([text]) => text.test(message))?.[1] ?? statuses[status]
  const { retryAfterMs } = told
  const otherwise: ErrorClass = { code: status >= 500 || status < 300 ? 'unavailable' : 'internal' }
  return {
    ...(known ?? otherwise),
    nativeCode,
    ...(known === throttled && retryAfterMs !== undefined && { retryAfterMs }),
  }
}
