/**
 * Tells a watch that something changed. Any number of changes between two looks are one, so that a reader who is slow
 * goes on with the newest state and nothing piles up.
 */
export class Changes {
  #marked = false
  #failure: { error: unknown } | undefined
  #wake = () => {}

  /** Something changed. */
  mark(): void {
    this.#marked = true
    this.#wake()
  }

  /** The watch cannot go on: whoever waits, now or later, gets this error. */
  fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wake()
  }

  /** Resolves to true once something has changed since the last look, and to false once the signal has fired. */
  async next(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#marked) {
        this.#marked = false
        return true
      }
      await new Promise<void>((resolve) => {
        const end = () => {
          signal.removeEventListener('abort', end)
          this.#wake = () => {}
          resolve()
        }
        this.#wake = end
        signal.addEventListener('abort', end)
      })
    }
    return false
  }
}
