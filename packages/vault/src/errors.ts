import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'
import { httpErrorClass } from '@dmt-providers/http'

/** What an answer of Vault, or of what stands in its place, says beside its status. */
interface Told {
  /** Vault's own texts; none when the answer was not Vault's. */
  readonly errors?: readonly string[]
  /** True when the answer is no JSON of Vault: the page of a proxy, of a portal, of another product. */
  readonly foreign?: boolean
  /** True when a login was refused. */
  readonly login?: boolean
  readonly retryAfterMs?: number | undefined
}

/** An answer that is no success. Its message has Vault's words and never a body that Vault did not write. */
export class VaultError extends Error {
  override readonly name = 'VaultError'

  constructor(
    message: string,
    readonly status: number,
    readonly told: Told = {},
  ) {
    super(message)
  }

  /** Whether Vault said one of these words. */
  says(words: RegExp): boolean {
    return this.told.errors?.some((error) => words.test(error)) === true
  }
}

const unavailable = { code: 'unavailable' } as const satisfies ErrorClass
const tooMuch = { code: 'limit-exceeded', notApplied: true } as const satisfies ErrorClass
const refusedNow = { code: 'unavailable', notApplied: true } as const satisfies ErrorClass

/** Vault says that it does not know a token, beside the words of every refusal, since 1.11; before, in place of them. */
export const unknownToken = /invalid token|bad token|token not found|missing client token/

/** What Vault says. Source: Vault 1.21.1, vault/, http/ and the KV backend. */
const texts: readonly [RegExp, ErrorClass][] = [
  [unknownToken, { code: 'unauthenticated', notApplied: true }],
  [/no handler for route|unsupported path|unsupported operation/, { code: 'invalid-options', notApplied: true }],
  [/exceeds allowed|exceeds maximum|too large|no space left on device|disk quota/, { code: 'limit-exceeded' }],
]

/** What a status means. Source: Vault, "HTTP API", status codes, and "sys/health" for 472 to 474. */
const statuses: Readonly<Record<number, ErrorClass>> = {
  400: { code: 'invalid-argument', notApplied: true },
  401: { code: 'unauthenticated', notApplied: true },
  403: { code: 'permission-denied', notApplied: true },
  404: { code: 'invalid-options', notApplied: true },
  405: { code: 'invalid-options', notApplied: true },
  408: unavailable,
  // A performance standby that has not heard of the newest write yet.
  412: { ...refusedNow, answered: true },
  413: tooMuch,
  429: { ...tooMuch, retryable: true },
  // Secondaries, and a standby that does not reach the active node.
  472: refusedNow,
  473: refusedNow,
  474: refusedNow,
  501: { ...refusedNow, retryable: false },
  503: refusedNow,
}

/** Native error → portable code; `undefined` for what no table has, which becomes `internal`. */
export const classify: ErrorClassifier = (error) => {
  return error instanceof VaultError ? classOf(error) : httpErrorClass(error)
}

function classOf(error: VaultError): ErrorClass {
  const { status, told } = error
  const nativeCode = String(status)
  if (told.login === true && (status === 400 || status === 403))
    return { code: 'unauthenticated', notApplied: true, nativeCode }
  const known = (told.foreign === true ? foreign(status) : byText(error)) ?? statuses[status] ?? otherwise(status)
  return { ...known, nativeCode, ...(status === 429 ? { retryAfterMs: told.retryAfterMs ?? 0 } : {}) }
}

const byText = (error: VaultError) => texts.find(([words]) => error.says(words))?.[1]

/** Whatever answers in Vault's place has no say in whether a secret exists; asking again gives the same page. */
function foreign(status: number): ErrorClass | undefined {
  return status < 400 || status === 404 || status === 405 ? { ...unavailable, retryable: false } : undefined
}

function otherwise(status: number): ErrorClass {
  return status >= 500 ? unavailable : { code: 'internal' }
}
