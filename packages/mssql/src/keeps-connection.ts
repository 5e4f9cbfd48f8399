/** Severity from which the server ends the connection itself. Source: Microsoft's "Database Engine error severities". */
const fatalSeverity = 20

/**
 * Errors after which a connection is of no more use although it may stand: the database moves elsewhere, takes no
 * writes here, is over its limits, or the driver and the server no longer agree on whether a transaction is open.
 */
const last = new Set([
  266, 596, 3902, 3903, 3906, 3908, 3980, 6005, 10928, 10929, 40197, 40501, 40613, 40549, 40550, 49918, 49919, 49920,
])

/**
 * True for what the server itself said of a statement: its connection is ready for the next one. What the driver says
 * without a number, such as a lost connection, leaves an answer missing.
 */
export function keepsConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const [number, severity]: unknown[] = [Reflect.get(error, 'number'), Reflect.get(error, 'class')]
  if (Reflect.get(error, 'code') === 'EPARAM') return true
  if (typeof number !== 'number' || last.has(number)) return false
  return typeof severity !== 'number' || severity < fatalSeverity
}
