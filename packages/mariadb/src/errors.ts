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
const tooSlow: Meaning = { code: 'timeout', answered: true }
const settled: Meaning = { code: 'unavailable', retryable: false }

/**
 * Error number → meaning. Sources: MariaDB's "Error Codes" page and MySQL's "Server Error Message Reference"; from 45000
 * on, the driver's own numbers.
 */
const numbers: Readonly<Record<number, Meaning>> = {
  1021: full,
  1040: crowded,
  1044: denied,
  1045: unauthenticated,
  1048: argument,
  1049: { code: 'invalid-options' },
  1053: ended,
  1062: duplicate,
  1114: full,
  1129: { code: 'unavailable', notApplied: true, retryable: false },
  1130: unauthenticated,
  1142: denied,
  1143: denied,
  1153: full,
  1169: duplicate,
  1180: ended,
  // A lock that was not granted undoes the statement, and the transaction around it is rolled back here.
  1205: again,
  1213: again,
  // Whoever waits for the counter of a table, behind a statement that waits for him, is told so in place of 1213.
  1467: again,
  1216: missing,
  1217: missing,
  1203: crowded,
  1226: crowded,
  1227: denied,
  1264: argument,
  1290: elsewhere,
  1292: argument,
  1317: tooSlow,
  1366: argument,
  1370: denied,
  1390: argument,
  1406: argument,
  1451: missing,
  1452: missing,
  1461: full,
  1524: unauthenticated,
  1586: duplicate,
  1698: unauthenticated,
  1792: elsewhere,
  1820: unauthenticated,
  1836: elsewhere,
  1862: unauthenticated,
  1927: ended,
  1969: tooSlow,
  // MariaDB: a row changed since the transaction's snapshot; nothing of the statement is done.
  1020: again,
  // A node that loses its cluster says so too of a write that the others have already taken.
  1047: ended,
  // MySQL: no wait, and a key that exists.
  3024: tooSlow,
  3572: again,
  3118: unauthenticated,
  3955: unauthenticated,
  45004: ended,
  45009: ended,
  45011: ended,
  45012: elsewhere,
  45013: elsewhere,
  45019: ended,
  45023: settled,
  45025: unauthenticated,
  45026: ended,
  45044: unauthenticated,
  45046: full,
  45047: unauthenticated,
  45059: settled,
  45064: unauthenticated,
}

const uncertain = new WeakSet<object>()

/** Notes that what failed with this error may have taken effect, though its number says otherwise elsewhere; answers it. */
export function effectUnknown(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) uncertain.add(error)
  return error
}

/** Native error → portable code, for MariaDB and MySQL; `undefined` when it is unknown. */
export function classifyMariadbError(error: unknown): ErrorClass | undefined {
  const known = classOf(error)
  if (known === undefined || typeof error !== 'object' || error === null) return known
  if (isNotApplied(error)) return { ...known, notApplied: true }
  return uncertain.has(error) ? { ...known, notApplied: false } : known
}

function classOf(error: unknown): ErrorClass | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const errno: unknown = Reflect.get(error, 'errno')
  const meaning = typeof errno === 'number' ? numbers[errno] : undefined
  if (meaning !== undefined) return { ...meaning, nativeCode: String(errno) }
  return networkErrorClass(error)
}
