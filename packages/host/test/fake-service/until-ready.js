import { setTimeout } from 'node:timers/promises'

/** Asks again after each failure, 100 ms later and then twice as long each time. */
export async function untilReady(ask, failed, attempts) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask()
    } catch (error) {
      failed(`${error.code || error.message || error}`)
      if (attempt >= attempts) throw error
    }
    await setTimeout(100 * 2 ** (attempt - 1))
  }
}
