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
  #underWay: Set<Cancellable> | undefined
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
    } else {
      this.#underWay ??= new Set()
      this.#underWay.add(work)
    }
  }

  /** Lets go of work that has come to its end. */
  end(work: Cancellable): void {
    this.#underWay?.delete(work)
  }

  /** Cancels what the driver still does for this call. */
  cancel(reason: unknown): void {
    this.#reason = reason
    this.#controller?.abort(reason)
    const underWay = [...(this.#underWay ?? [])]
    this.#underWay = undefined
    for (const work of underWay) work.stop(reason)
  }
}
