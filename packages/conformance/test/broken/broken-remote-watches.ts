import { Call, type ConfigDriver, ProviderError } from '@dmt-providers/core'

/** A driver of a remote reference whose watch does one thing wrong. */
export interface BrokenRemoteWatch {
  /** What it does wrong. */
  readonly does: string
  breaks(driver: ConfigDriver): Partial<ConfigDriver>
  /** Cases that must fail, without what they all begin with; every other must pass. */
  readonly fails: readonly string[]
}

/** Each of these is a mistake that a provider on a network could make. */
export const brokenRemoteWatches: readonly BrokenRemoteWatch[] = [
  {
    does: 'asks again and again instead of waiting',
    breaks: (driver) => ({
      async *watch(prefix, signal) {
        while (!signal.aborted) yield await driver.list(prefix, new Call({}))
      },
    }),
    fails: ['idle'],
  },
  {
    does: 'comes back by itself without a pause',
    breaks: (driver) => ({
      async *watch(prefix, signal) {
        for (let answered = false; !signal.aborted; ) {
          try {
            for await (const entries of driver.watch(prefix, signal)) {
              answered = true
              yield entries
            }
          } catch (error) {
            if (!answered || !(error instanceof Error && 'code' in error)) throw error
          }
        }
      },
    }),
    fails: ['does-not-spin'],
  },
  {
    does: 'does not come back',
    breaks: (driver) => ({
      async *watch(prefix, signal) {
        let answered = false
        try {
          for await (const entries of driver.watch(prefix, signal)) {
            answered = true
            yield entries
          }
        } catch (error) {
          throw answered ? new ProviderError('internal', 'the watch is dead') : error
        }
      },
    }),
    fails: ['connection-lost', 'store-away', 'does-not-spin'],
  },
  {
    does: 'takes every error for an outage',
    breaks: (driver) => ({
      async *watch(prefix, signal) {
        try {
          yield* driver.watch(prefix, signal)
        } catch (error) {
          throw new ProviderError('unavailable', 'away', { cause: error })
        }
      },
    }),
    fails: ['no-permission', 'wrong-password'],
  },
]
