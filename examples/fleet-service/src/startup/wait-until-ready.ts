import { backOff } from 'exponential-backoff'
import type { Logger } from '../interfaces/logger.js'

/**
 * Asks until the answer comes, as the hosts do: ten times, 100 ms apart at first and twice as long each time (51 s).
 * Rejects with the last error.
 */
export async function waitUntilReady(name: string, ask: () => Promise<unknown>, logger: Logger): Promise<void> {
  await backOff(ask, {
    retry: (error: unknown, attempt) => {
      logger.warn(`waiting for ${name}[${attempt}] ${error instanceof Error ? error.message : String(error)}`)
      return true
    },
  })
}
