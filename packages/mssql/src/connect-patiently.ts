import { setTimeout as pause } from 'node:timers/promises'
import { isProviderError } from '@dmt-providers/core'

/**
 * What Azure SQL says of a database that will be there: it resumes (40613, 42109), moves (40197, 40143, 40540), or has no
 * room for one more login at once (40501, 49918 to 49920). Source: "Troubleshoot transient connection errors", which
 * asks for five seconds before the next login and for longer ones from there.
 */
const passing: ReadonlySet<string> = new Set([
  '40143',
  '40197',
  '40501',
  '40540',
  '40613',
  '42109',
  '49918',
  '49919',
  '49920',
])

/** Milliseconds of the first pause between two logins, and of any: at most, and at least half. */
const [firstPause, longestPause] = [1_000, 5_000]

/** What of the patience is used, so that who waits is told the reason, and not that it took too long. */
const share = 0.9

/**
 * Connects, and tries again while Azure SQL says that the database is about to be there: store and circuit breaker would
 * give it up within a second, and a database that resumes takes a minute. `attempt` is told how many milliseconds it
 * may take; none follows once `stop` has fired. Rejects with the error of the last attempt.
 */
export async function connectPatiently<T>(
  patience: number,
  stop: AbortSignal,
  attempt: (milliseconds: number) => Promise<T>,
): Promise<T> {
  const end = performance.now() + patience * share
  for (let length = firstPause; ; length = Math.min(length * 2, longestPause)) {
    try {
      return await attempt(Math.max(1, Math.ceil(end - performance.now())))
    } catch (error) {
      const milliseconds = length * (1 - Math.random() / 2)
      const late = performance.now() + milliseconds > end
      if (late || !isProviderError(error) || !passing.has(error.nativeCode ?? '')) throw error
      await pause(milliseconds, undefined, { signal: stop }).catch(() => undefined)
      if (stop.aborted) throw error
    }
  }
}
