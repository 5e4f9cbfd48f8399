import type { Call, Cancellable } from '../call.js'

/** A call that waits for its turn. */
class Turn implements Cancellable {
  begin = () => {}
  constructor(
    private readonly leave: (turn: Turn) => void,
    private readonly fail: (reason: unknown) => void,
  ) {}

  stop(reason: unknown): void {
    this.leave(this)
    this.fail(reason)
  }
}

/**
 * How many calls may be with a store at once. A store that throttles halves that and is left alone for the time that it
 * asks for; with every round of answers one more call is let through again, up to the first number.
 */
export class Slots {
  readonly #waiting = new Set<Turn>()
  #allowed: number
  #taken = 0
  #answers = 0
  #quietUntil = 0
  #wake: NodeJS.Timeout | undefined

  /** `pauseOf` tells for what a call threw how many milliseconds the store asks for; `undefined` unless it throttled. */
  constructor(
    private readonly most: number,
    private readonly pauseOf: (error: unknown) => number | undefined,
  ) {
    this.#allowed = most
  }

  /** Runs `work` when its turn comes; a call that ends before leaves the queue. */
  async use<T>(call: Call, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.size > 0 || !this.#free()) await this.#turn(call)
    else this.#taken++
    try {
      const result = await work()
      this.#answered()
      return result
    } catch (error) {
      const asked = this.pauseOf(error)
      if (asked !== undefined) this.#throttled(asked)
      throw error
    } finally {
      this.#taken--
      this.#next()
    }
  }

  #free(): boolean {
    return this.#taken < this.#allowed && performance.now() >= this.#quietUntil
  }

  #turn(call: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = new Turn((left) => this.#waiting.delete(left), reject)
      turn.begin = () => {
        call.end(turn)
        this.#waiting.delete(turn)
        this.#taken++
        resolve()
      }
      this.#waiting.add(turn)
      call.begin(turn)
      this.#next()
    })
  }

  #next(): void {
    for (const turn of this.#waiting) {
      if (!this.#free()) break
      turn.begin()
    }
    if (this.#waiting.size > 0) this.#wakeLater()
  }

  /** Only a pause needs a timer: a call that ends lets the next one through by itself. */
  #wakeLater(): void {
    const quiet = this.#quietUntil - performance.now()
    if (quiet <= 0 || this.#wake !== undefined) return
    this.#wake = setTimeout(() => {
      this.#wake = undefined
      this.#next()
    }, quiet)
  }

  #answered(): void {
    if (this.#allowed === this.most || ++this.#answers < this.#allowed) return
    this.#answers = 0
    this.#allowed++
  }

  /** Calls that were with the store at once are refused at once, which counts as one refusal. */
  #throttled(retryAfterMs: number): void {
    const now = performance.now()
    if (now >= this.#quietUntil) this.#allowed = Math.max(1, this.#allowed >> 1)
    this.#answers = 0
    this.#quietUntil = Math.max(this.#quietUntil, now + Math.max(retryAfterMs, shortestQuiet))
  }
}

/** Milliseconds that a store is left alone which names no time. */
const shortestQuiet = 50
