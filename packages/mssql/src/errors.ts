import { type ErrorClass, type ErrorCode, networkErrorClass } from '@dmt-providers/core'
import { isNotApplied } from '@dmt-providers/sql'

type Meaning = Omit<ErrorClass, 'nativeCode'> & { code: ErrorCode }

const argument: Meaning = { code: 'invalid-argument' }
const unauthenticated: Meaning = { code: 'unauthenticated' }
const denied: Meaning = { code: 'permission-denied' }
const missing: Meaning = { code: 'conflict' }
const duplicate: Meaning = { code: 'conflict', reason: 'duplicate' }
const full: Meaning = { code: 'limit-exceeded' }
const crowded: Meaning = { code: 'limit-exceeded', retryable: true, notApplied: true }
const again: Meaning = { code: 'unavailable', notApplied: true, answered: true }
const elsewhere: Meaning = { code: 'unavailable', notApplied: true }
const ended: Meaning = { code: 'unavailable' }
const noDatabase: Meaning = { code: 'invalid-options' }

/**
 * Error number → meaning. Sources: Microsoft's "Database Engine errors" and, for what Azure SQL says while it moves or
 * throttles a database, "Troubleshoot connectivity issues and other errors" and "Resource management in Azure SQL
 * Database".
 */
const numbers: Readonly<Record<number, Meaning>> = {
  // Rows and keys.
  515: argument,
  547: missing,
  2601: duplicate,
  2627: duplicate,
  2628: argument,
  8152: argument,
  // A trigger of an operator’s own on a table whose writes answer the row.
  334: { code: 'unsupported' },
  // A text in place of a number or time, and a number that does not fit.
  220: argument,
  241: argument,
  242: argument,
  245: argument,
  8114: argument,
  8115: argument,
  // A key longer than an index may hold.
  1904: argument,
  1919: argument,
  1946: argument,
  // Who may do what.
  229: denied,
  230: denied,
  262: denied,
  297: denied,
  300: denied,
  916: denied,
  2760: denied,
  15247: denied,
  18452: unauthenticated,
  18456: unauthenticated,
  18461: { code: 'unavailable', notApplied: true },
  18470: unauthenticated,
  18486: unauthenticated,
  18487: unauthenticated,
  18488: unauthenticated,
  33134: unauthenticated,
  40615: denied,
  4060: noDatabase,
  911: noDatabase,
  // Locks, and rows that changed behind a snapshot: the server has rolled back.
  1205: again,
  1222: again,
  3960: again,
  3961: again,
  // What is full.
  701: { code: 'limit-exceeded', retryable: true },
  802: { code: 'limit-exceeded', retryable: true },
  1101: full,
  1105: full,
  9002: full,
  40544: full,
  40551: full,
  40552: full,
  40553: full,
  // Too many connections, sessions or requests.
  10928: crowded,
  10929: crowded,
  10936: crowded,
  17809: crowded,
  40501: crowded,
  49918: crowded,
  49919: crowded,
  49920: crowded,
  // A database that starts, moves, is a replica, or is away for another reason, and refused before it did anything.
  615: elsewhere,
  904: elsewhere,
  921: elsewhere,
  922: elsewhere,
  924: elsewhere,
  926: elsewhere,
  927: elsewhere,
  945: elsewhere,
  976: elsewhere,
  978: elsewhere,
  983: elsewhere,
  3906: elsewhere,
  3908: elsewhere,
  4221: elsewhere,
  6005: elsewhere,
  17142: elsewhere,
  18401: elsewhere,
  40613: elsewhere,
  42108: elsewhere,
  42109: elsewhere,
  // What ended while it was under way, with a commit perhaps among it.
  64: ended,
  233: ended,
  596: ended,
  3980: ended,
  10053: ended,
  10054: ended,
  10060: ended,
  40143: ended,
  40166: ended,
  40197: ended,
  40540: ended,
  40549: ended,
  40550: ended,
}

/** What the driver says without a number of the server's. */
const words: Readonly<Record<string, Meaning>> = {
  ELOGIN: unauthenticated,
  EFEDAUTH: unauthenticated,
  EPARAM: argument,
  ECLOSE: ended,
  EINVALIDSTATE: ended,
  ESOCKET: ended,
  ETIMEOUT: ended,
  EINSTLOOKUP: elsewhere,
}

/** Native error → portable code, for SQL Server and Azure SQL Database; `undefined` when it is unknown. */
export function classifyMssqlError(error: unknown): ErrorClass | undefined {
  const known = classOf(error)
  return known !== undefined && isNotApplied(error) ? { ...known, notApplied: true } : known
}

function classOf(error: unknown): ErrorClass | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const [number, code, cause]: unknown[] = ['number', 'code', 'cause'].map((name) => Reflect.get(error, name))
  const meaning = typeof number === 'number' ? numbers[number] : undefined
  if (meaning !== undefined) return { ...meaning, nativeCode: String(number) }
  const told = networkErrorClass(error) ?? networkErrorClass(cause)
  if (told !== undefined) return told
  const said = typeof code === 'string' && typeof number !== 'number' ? words[code] : undefined
  return said === undefined ? undefined : { ...said, nativeCode: String(code) }
}
