import type { HostLogger } from './host-logger.js'
import { messageOf } from './message-of.js'

/** Runs one call of a secrets adapter; what fails is logged by operation and path and thrown on. */
export async function secretsCall<T>(logger: HostLogger, what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    logger.error(`${what}: ${messageOf(error)}`)
    throw error
  }
}
