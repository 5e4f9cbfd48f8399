import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds between two looks. */
const interval = 50

/**
 * Looks again and again until there is an answer; a look that throws has none. Throws when there is none in time,
 * naming what was waited for and why the last look failed.
 */
export async function until<T>(what: string, milliseconds: number, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + milliseconds
  for (let last: unknown; ; await pause(interval)) {
    try {
      const answer = await look()
      if (answer !== undefined) return answer
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${milliseconds} ms`, { cause: last })
  }
}
