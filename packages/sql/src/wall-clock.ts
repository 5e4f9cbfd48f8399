/**
 * A `timestamp` without zone holds the wall-clock time of the service that wrote it: that is how the reference provider
 * stores expiration dates, so both directions use the process's zone.
 */
export function wallClock(value: unknown): unknown {
  if (!(value instanceof Date)) return value
  const local = new Date(value.getTime() - value.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, -1)
}

/** The instant that a `timestamp` without zone meant to the service that wrote it. */
export function parseWallClock(value: unknown): unknown {
  return typeof value === 'string' ? new Date(value.replace(' ', 'T')) : value
}
