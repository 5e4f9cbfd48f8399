import { setImmediate } from 'node:timers/promises'
import { inspect } from 'node:util'

/** Does the work; rejects when meanwhile a rejection was handled by nobody, which ends a service that has no listener. */
export async function withoutStrayErrors(work: () => Promise<void>): Promise<void> {
  const stray: unknown[] = []
  const keep = (reason: unknown) => stray.push(reason)
  process.on('unhandledRejection', keep)
  process.on('uncaughtException', keep)
  try {
    await work()
  } finally {
    // Node reports a rejection once the microtasks of its turn are done.
    await setImmediate()
    process.off('unhandledRejection', keep)
    process.off('uncaughtException', keep)
  }
  if (stray.length > 0) throw new Error(`an error was handled by nobody: ${inspect(stray[0])}`)
}
