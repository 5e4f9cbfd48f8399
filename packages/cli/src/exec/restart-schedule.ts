/** When the next restart may be. All times in milliseconds. */
export class RestartSchedule {
  #notBefore = Number.NEGATIVE_INFINITY

  constructor(
    private readonly intervalMs: number,
    private readonly splayMs: number,
  ) {}

  /** How long to wait with a restart that is asked for now: what is left of the interval, and a random time upon it. */
  wait(): number {
    return Math.max(0, this.#notBefore - performance.now()) + Math.random() * this.splayMs
  }

  /** A restart was made or tried: the next one is not earlier than the interval, or than `atLeastMs`. */
  made(atLeastMs = 0): void {
    this.#notBefore = performance.now() + Math.max(this.intervalMs, atLeastMs)
  }
}
