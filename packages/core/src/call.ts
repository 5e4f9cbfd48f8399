import type { CallOptions } from './call-options.js'

/**
 * One call on its way through a driver. The signal is made only when a driver asks for it, because most calls on a
 * fast store end before anything could cancel them.
 */
export class Call {
  #controller: AbortController | undefined
  #reason: unknown

  constructor(readonly options: CallOptions) {}

  /** Fires when the caller aborts or the deadline passes. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  /** Cancels what the driver still does for this call. */
  cancel(reason: unknown): void {
    this.#reason = reason
    this.#controller?.abort(reason)
  }
}
