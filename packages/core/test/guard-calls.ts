import type { Call } from '../src/call.js'
import { Guard, type GuardOptions } from '../src/guard.js'

/** A call that is safe to repeat. */
export const read = { name: 'devices.get', collection: 'devices', repeatable: true }

/** A call that is not. */
export const write = { name: 'devices.insert', collection: 'devices', repeatable: false }

/** Has no answer. */
export const never = () => new Promise<never>(() => {})

/** What Node says of a connection that nothing takes. */
export const refused = () => Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' })

/** A guard that tries twice more. */
export const guardOf = (options: Partial<GuardOptions> = {}) =>
  new Guard({ provider: 'test', system: 'other', classify: () => undefined, retries: 2, ...options })

/** Counts attempts; each fails with what `failure` makes, as often as `failures` says. */
export function failing(failure: () => unknown, failures = Number.POSITIVE_INFINITY) {
  const attempts = { count: 0 }
  const attempt = async () => {
    attempts.count++
    if (attempts.count <= failures) throw failure()
    return 'done'
  }
  return { attempts, attempt }
}

/** Has no answer, and rejects when it is cancelled, as drivers do. */
export const cancelled = (call: Call) =>
  new Promise<never>((_, reject) => call.begin({ stop: (reason) => reject(reason) }))
