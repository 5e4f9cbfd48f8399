import { setTimeout as pause } from 'node:timers/promises'
import type { ProviderError } from '../provider-error.js'
import type { ConfigEntry } from './config-entry.js'

/** Milliseconds of the first pause before a watch is taken up again, and of any; half of each is drawn at random. */
const [firstPause, longestPause] = [100, 5_000]

/** Milliseconds after which a watch counts as one that worked, so that the next pause is a short one again. */
const proven = 5_000

/** What a watch is made of. */
export interface Followed {
  /** What its reader has seen already. */
  readonly seen: readonly ConfigEntry[]
  readonly signal: AbortSignal
  /** Begins to listen; see `ConfigDriver.watch`. */
  listen(): AsyncIterable<ConfigEntry[]>
  wrap(error: unknown): ProviderError
}

/**
 * Yields what a driver's watch answers, sorted and without repetitions, and takes the watch up again when it is lost.
 * The first answer of each is what is there at the time, so that nothing which is still current can be missed. Ends at
 * once when the signal fires, whatever the driver does. Throws what trying again cannot help.
 */
export async function* followChanges(watch: Followed): AsyncGenerator<ConfigEntry[], void, undefined> {
  const aborted = new Aborted(watch.signal)
  let { seen } = watch
  try {
    for (let failures = 0; !watch.signal.aborted; failures++) {
      const began = performance.now()
      const answers = watch.listen()[Symbol.asyncIterator]()
      try {
        for (;;) {
          const answer = await aborted.before(answers.next())
          if (answer === undefined) return
          if (answer.done === true) break
          const entries = answer.value.sort(byKey)
          if (isSame(seen, entries)) continue
          seen = entries
          yield [...entries]
        }
      } catch (error) {
        if (watch.signal.aborted) return
        const failed = watch.wrap(error)
        if (!failed.retryable && failed.code !== 'timeout') throw failed
      } finally {
        // Not awaited: a driver that hangs must not hold up the end. What it still throws is of no use to anybody.
        answers.return?.().catch(() => undefined)
      }
      if (performance.now() - began > proven) failures = 0
      await pause(pauseAfter(failures), undefined, { signal: watch.signal }).catch(() => undefined)
    }
  } finally {
    aborted.forget()
  }
}

/** Compares by code unit. */
export function byKey(a: ConfigEntry, b: ConfigEntry): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}

function pauseAfter(failures: number): number {
  const longest = Math.min(firstPause * 2 ** failures, longestPause)
  return longest / 2 + (Math.random() * longest) / 2
}

function isSame(one: readonly ConfigEntry[], other: readonly ConfigEntry[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ key, version }, at) => other[at]?.key === key && other[at]?.version === version)
  )
}

/** A signal as something to wait for: one listener for all that waits, and nothing that grows with each wait. */
class Aborted {
  #wake = () => {}
  readonly #fire = () => this.#wake()

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', this.#fire)
  }

  /** What the work answers, or `undefined` when the signal fires before that. */
  async before<T>(work: Promise<T>): Promise<T | undefined> {
    return await new Promise((resolve, reject) => {
      this.#wake = () => resolve(undefined)
      if (this.signal.aborted) this.#wake()
      work.then(resolve, reject)
    })
  }

  forget(): void {
    this.signal.removeEventListener('abort', this.#fire)
  }
}
