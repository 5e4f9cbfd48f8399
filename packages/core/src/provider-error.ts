import type { ErrorCode } from './error-codes.js'
import { redactText } from './redact.js'

const brand = Symbol.for('@dmt-providers/error')

const retryableByDefault: ReadonlySet<ErrorCode> = new Set(['unavailable'])

/** Why a write was refused, where the code alone does not say: which rule of the store it met. */
export type ConflictReason = 'duplicate' | 'in-use' | 'missing-reference'

/** How far a call over many rows has come. It takes them in the order of their source, so these are the first ones. */
export interface InsertProgress {
  /** Rows that the call has stored. */
  inserted: number
  /** Rows that it passed over, because a row with their key was there. */
  skipped: number
}

/** How far such a call came before it failed: the source can be taken up again after `inserted + skipped` rows. */
export interface FailedProgress extends InsertProgress {
  /** Place in the source, from 1, of the row that the failure is about, where it is about one. */
  position?: number | undefined
}

/** What is known of a failure beside its code and message. */
export interface ProviderErrorDetails {
  /** Provider that failed, by package name without scope: `postgres`, `envelope`. */
  provider?: string | undefined
  /** Operation of the contract that failed: `devices.get`, `secrets.put`. */
  operation?: string | undefined
  /** The store's own code: a SQLSTATE, an errno name, an HTTP status. */
  nativeCode?: string | undefined
  /** True when the same call may succeed later. Default: only for `unavailable`. */
  retryable?: boolean | undefined
  /** True when nothing of the call took effect for certain. Default false: the outcome of a write is then unknown. */
  notApplied?: boolean | undefined
  /** True when the store itself told an `unavailable` or `timeout`, and so is there. Default false. */
  answered?: boolean | undefined
  /** Set when the store throttled the call: milliseconds until the next attempt; 0 where it named no time. */
  retryAfterMs?: number | undefined
  /** For `conflict`: which rule refused the write. */
  reason?: ConflictReason | undefined
  /** Table or collection that refused. */
  table?: string | undefined
  /** For `conflict`: the key that was refused, where it is no secret: the GUID of a device. */
  key?: string | undefined
  /** For a call over many rows: what it did before it failed. */
  progress?: FailedProgress | undefined
  /** The library's error. Only its name, code, masked message and stack are kept: libraries attach requests and tokens. */
  cause?: unknown
}

/**
 * The one error that stores throw. Recognise it with {@link isProviderError}, which also works when two copies of
 * this package are installed; its message never holds a secret, a token or a connection string.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly notApplied: boolean
  readonly answered: boolean
  readonly retryAfterMs: number | undefined
  readonly provider: string | undefined
  readonly operation: string | undefined
  readonly nativeCode: string | undefined
  readonly reason: ConflictReason | undefined
  readonly table: string | undefined
  readonly key: string | undefined
  readonly progress: FailedProgress | undefined

  constructor(code: ErrorCode, message: string, details: ProviderErrorDetails = {}) {
    super(redactText(message), details.cause === undefined ? undefined : { cause: plainCause(details.cause) })
    Object.defineProperty(this, brand, { value: true })
    this.code = code
    this.retryable = details.retryable ?? retryableByDefault.has(code)
    this.notApplied = details.notApplied ?? false
    this.answered = details.answered ?? false
    this.retryAfterMs = details.retryAfterMs
    this.provider = details.provider
    this.operation = details.operation
    this.nativeCode = details.nativeCode
    this.reason = details.reason
    this.table = details.table
    this.key = details.key
    this.progress = details.progress
  }

  /** The same failure with details filled in that were unknown where it was thrown. */
  with(details: ProviderErrorDetails): ProviderError {
    const error = new ProviderError(this.code, this.message, {
      retryable: this.retryable,
      notApplied: this.notApplied,
      answered: this.answered,
      retryAfterMs: this.retryAfterMs,
      cause: this.cause,
      nativeCode: this.nativeCode ?? details.nativeCode,
      provider: this.provider ?? details.provider,
      operation: this.operation ?? details.operation,
      reason: this.reason ?? details.reason,
      table: this.table ?? details.table,
      key: this.key ?? details.key,
      progress: this.progress ?? details.progress,
    })
    if (this.stack !== undefined) error.stack = this.stack
    return error
  }
}

/** True for a {@link ProviderError} of any copy of this package. */
export function isProviderError(value: unknown): value is ProviderError {
  return typeof value === 'object' && value !== null && brand in value
}

function plainCause(cause: unknown): unknown {
  if (isProviderError(cause)) return cause
  if (!(cause instanceof Error)) return new Error(redactText(String(cause)))
  const plain = new Error(redactText(cause.message))
  plain.name = cause.name
  if (cause.stack !== undefined) plain.stack = redactText(cause.stack)
  const code: unknown = Reflect.get(cause, 'code')
  if (typeof code === 'string' || typeof code === 'number') Object.assign(plain, { code })
  return plain
}
