import type { CallOptions } from './call-options.js'

/** What a driver has under way for a call. */
export interface Cancellable {
  /** Ends it; the reason is the error that the caller gets. */
  stop(reason: unknown): void
}

/**
 * One call on its way through a driver. The signal is made only when a driver asks for it, because most calls on a
 * fast store end before anything could cancel them.
 */
export class Call {
  #controller: AbortController | undefined
  /** Nearly every call has one statement under way; only what comes beside it needs a set. */
  #first: Cancellable | undefined
  #others: Set<Cancellable> | undefined
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

  /** Stops `work` when the {@link signal} would fire, for a fraction of what a signal costs; at once if it has. */
  begin(work: Cancellable): void {
    if (this.#reason !== undefined) {
      work.stop(this.#reason)
    } else if (this.#first === undefined) {
      this.#first = work
    } else {
      this.#others ??= new Set()
      this.#others.add(work)
    }
  }

  /** Lets go of work that has come to its end. */
  end(work: Cancellable): void {
    if (this.#first === work) this.#first = undefined
    else this.#others?.delete(work)
  }

  /** Cancels what the driver still does for this call. */
  cancel(reason: unknown): void {
    this.#reason = reason
    this.#controller?.abort(reason)
    for (const work of [this.#first, ...(this.#others ?? [])]) work?.stop(reason)
  }
}
