/** What ends at a time, and its place among the others. */
export interface Timed {
  /** Called once its time has passed. */
  expire(): void
  /** When that is, on the clock of `performance`. */
  expiresAt: number
  earlier: Timed | undefined
  later: Timed | undefined
}

/**
 * Deadlines of one length. They pass in the order in which they are set, so one timer for the first of them serves all,
 * which costs a call less than half of what a timer of its own does.
 */
export class Deadlines {
  #first: Timed | undefined
  #last: Timed | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(readonly milliseconds: number) {}

  /** Has `timed` expire, unless it is cleared before; `now` is the time on the clock of `performance`. */
  set(timed: Timed, now: number): void {
    timed.expiresAt = now + this.milliseconds
    timed.earlier = this.#last
    if (this.#last !== undefined) this.#last.later = timed
    else this.#begin(timed)
    this.#last = timed
  }

  /** Takes `timed`, which was set and has not expired, out again. */
  clear(timed: Timed): void {
    const { earlier, later } = timed
    if (earlier === undefined) this.#first = later
    else earlier.later = later
    if (later === undefined) this.#last = earlier
    else later.earlier = earlier
    timed.earlier = undefined
    timed.later = undefined
    // The timer is kept for the next call, but keeps no process alive for it.
    if (this.#first === undefined) this.#timer?.unref()
  }

  #begin(first: Timed): void {
    this.#first = first
    if (this.#timer === undefined) this.#wait(this.milliseconds)
    else this.#timer.ref()
  }

  #wait(milliseconds: number): void {
    this.#timer = setTimeout(() => this.#pass(), milliseconds)
  }

  #pass(): void {
    this.#timer = undefined
    const now = performance.now()
    while (this.#first !== undefined && this.#first.expiresAt <= now) {
      const passed = this.#first
      this.clear(passed)
      passed.expire()
    }
    // What expired may have set another, which then began a timer itself.
    if (this.#first !== undefined && this.#timer === undefined) this.#wait(Math.ceil(this.#first.expiresAt - now))
  }
}
