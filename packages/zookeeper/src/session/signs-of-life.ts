/** What is done about a silent server. */
export interface Silence {
  /** Asks it for a sign of life. */
  ask(): void
  /** Since when, on the clock of `performance`, requests wait and none of them is answered. */
  waitingSince(): number | undefined
  /** Gives the connection up. */
  give(reason: string): void
}

/** How often in the time of a session is looked. */
const looks = 12

/**
 * Watches over a connection. A server is asked for a sign of life after a third of the session's time without a word to
 * it, and given up after two thirds without one from it, which leaves a third to take the session up on another.
 */
export class SignsOfLife {
  heardAt = performance.now()
  #sentAt = this.heardAt
  #timer: NodeJS.Timeout | undefined

  begin(timeoutMs: number, silence: Silence): void {
    this.#timer = setInterval(() => this.#look(timeoutMs, silence), timeoutMs / looks).unref()
  }

  heard(): void {
    this.heardAt = performance.now()
  }

  sent(): void {
    this.#sentAt = performance.now()
  }

  end(): void {
    clearInterval(this.#timer)
  }

  #look(timeoutMs: number, { ask, waitingSince, give }: Silence): void {
    const now = performance.now()
    if (now - this.heardAt > (timeoutMs * 2) / 3) give('the server is silent')
    else if (now - (waitingSince() ?? now) > timeoutMs) give('the server answers no request')
    else if (now - this.#sentAt >= timeoutMs / 3) ask()
  }
}
