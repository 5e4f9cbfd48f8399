import { type ErrorClass, type ErrorCode, networkErrorClass } from '@dmt-providers/core'
import { isNotApplied } from '@dmt-providers/sql'

type Meaning = Omit<ErrorClass, 'nativeCode'> & { code: ErrorCode }

/** SQLSTATE → meaning. Source: PostgreSQL manual, appendix "PostgreSQL Error Codes". */
const states: Readonly<Record<string, Meaning>> = {
  '22001': { code: 'invalid-argument' },
  '22003': { code: 'invalid-argument' },
  '22007': { code: 'invalid-argument' },
  '22008': { code: 'invalid-argument' },
  '22021': { code: 'invalid-argument' },
  '22P02': { code: 'invalid-argument' },
  '22P05': { code: 'invalid-argument' },
  '23502': { code: 'invalid-argument' },
  '23503': { code: 'conflict' },
  '23505': { code: 'conflict', reason: 'duplicate' },
  '25006': { code: 'unavailable', notApplied: true },
  '28000': { code: 'unauthenticated' },
  '28P01': { code: 'unauthenticated' },
  '3D000': { code: 'invalid-options' },
  '40001': { code: 'unavailable', notApplied: true, answered: true },
  '40P01': { code: 'unavailable', notApplied: true, answered: true },
  '42501': { code: 'permission-denied' },
  '53300': { code: 'limit-exceeded', retryable: true, notApplied: true },
  '55P03': { code: 'unavailable', answered: true },
  '57014': { code: 'timeout', answered: true },
  '57P03': { code: 'unavailable', notApplied: true },
}

/** Classes of SQLSTATEs, by their first two characters. */
const classes: Readonly<Record<string, Meaning>> = {
  '08': { code: 'unavailable' },
  '53': { code: 'limit-exceeded' },
  '54': { code: 'limit-exceeded' },
  '57': { code: 'unavailable' },
}

/** What the client libraries say without a code. */
const messages: readonly [RegExp, Meaning][] = [
  [/timeout exceeded when trying to connect/i, { code: 'limit-exceeded', retryable: true }],
  [/query read timeout/i, { code: 'timeout' }],
  [
    /connection terminated|connection ended|timeout expired|client has encountered a connection error|not queryable/i,
    { code: 'unavailable' },
  ],
  [/password must be|password authentication|SASL/i, { code: 'unauthenticated' }],
  [/does not support SSL/i, { code: 'unavailable', retryable: false }],
]

/** Native error → portable code, for PostgreSQL and PGlite; `undefined` when it is unknown. */
export function classifyPostgresError(error: unknown): ErrorClass | undefined {
  const known = classOf(error)
  return known !== undefined && isNotApplied(error) ? { ...known, notApplied: true } : known
}

function classOf(error: unknown): ErrorClass | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const code: unknown = Reflect.get(error, 'code')
  const meaning = typeof code === 'string' ? (states[code] ?? ofClass(code)) : undefined
  if (meaning !== undefined) return { ...meaning, nativeCode: String(code) }
  // Files that the URL names: sslrootcert, sslcert, sslkey.
  if (Reflect.get(error, 'syscall') === 'open') return { code: 'invalid-options', nativeCode: String(code) }
  const message = String(Reflect.get(error, 'message') ?? '')
  return networkErrorClass(error) ?? messages.find(([pattern]) => pattern.test(message))?.[1]
}

/** A SQLSTATE has five characters; errno names are longer and never match. */
function ofClass(code: string): Meaning | undefined {
  return code.length === 5 ? classes[code.slice(0, 2)] : undefined
}
