import type { Call } from '../call.js'
import { ProviderError } from '../provider-error.js'
import type { ConfigDriver } from './config-driver.js'
import type { ConfigEntry } from './config-entry.js'

/** What a watch of a driver has told: what is there now, or why it has ended. */
export type WatchAnswer = { readonly entries: readonly ConfigEntry[] } | { readonly error: unknown }

/** One watch of a driver, with the signal that ends it. It is asked for one answer at a time, and only on demand. */
export class DriverWatch {
  readonly #stop = new AbortController()
  readonly #answers: AsyncIterator<ConfigEntry[]>
  readonly #began = performance.now()
  #asked = false
  #answer: WatchAnswer | undefined

  constructor(driver: ConfigDriver, prefix: string) {
    this.#answers = driver.watch(prefix, this.#stop.signal)[Symbol.asyncIterator]()
  }

  /** Begins one and waits for its first answer, under the policy of a call. */
  static async open(driver: ConfigDriver, prefix: string, call: Call) {
    const watch = new DriverWatch(driver, prefix)
    const work = { stop: () => watch.end() }
    call.begin(work)
    try {
      const answer = await new Promise<WatchAnswer>((resolve) => watch.#next(resolve))
      if ('error' in answer) throw answer.error
      return { watch, entries: answer.entries }
    } catch (error) {
      watch.end()
      throw error
    } finally {
      call.end(work)
    }
  }

  /** Milliseconds since it began. */
  get age(): number {
    return performance.now() - this.#began
  }

  /** Asks for the next answer, unless one is under way or there already; `tell` is called once it is there. */
  ask(tell: () => void): void {
    if (this.#asked) return
    this.#asked = true
    this.#next((answer) => {
      this.#answer = answer
      tell()
    })
  }

  /** The answer that was asked for; `undefined` while there is none. */
  take(): WatchAnswer | undefined {
    const answer = this.#answer
    if (answer !== undefined) this.#asked = false
    this.#answer = undefined
    return answer
  }

  /** Ends it at once, whatever the driver does. */
  end(): void {
    this.#stop.abort()
    // What a driver still throws that was told to end is of no use to anybody.
    this.#answers.return?.().catch(() => undefined)
  }

  #next(tell: (answer: WatchAnswer) => void): void {
    this.#answers.next().then(
      (answer) => tell(answer.done === true ? { error: ended() } : { entries: answer.value }),
      (error: unknown) => tell({ error }),
    )
  }
}

const ended = () => new ProviderError('unavailable', 'the watch has ended')
