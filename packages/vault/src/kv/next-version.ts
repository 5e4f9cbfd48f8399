let last = 0

/** A number in text that is higher with each call, also of a process that starts later: microseconds of the clock. */
export function nextVersion(): string {
  last = Math.max(last + 1, Date.now() * 1_000 + Math.floor(Math.random() * 1_000))
  return String(last)
}
