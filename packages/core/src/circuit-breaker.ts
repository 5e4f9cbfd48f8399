import { ProviderError } from './provider-error.js'

/** `closed` lets every call through, `open` none; `half-open` has one call under way that tries the store. */
export type CircuitState = 'closed' | 'open' | 'half-open'

/** Attempts in a row without an answer after which the store counts as away. */
const threshold = 5

/** Milliseconds until the store is tried for the first time, and at most; each try that fails doubles them. */
const [firstPause, longestPause] = [25, 1_000]

/** Milliseconds that a try may take before another may begin: a store that hangs must not hold up its own return. */
const patience = 2_000

/** Failures that say nothing about whether the store is there. */
const silent: ReadonlySet<string> = new Set(['aborted', 'closed', 'limit-exceeded'])

/**
 * Keeps calls from a store that does not answer. While it is open a store is tried by one call at a time, at first
 * after 25 ms, then after ever longer pauses of half a second to a second at most; the first answer closes it.
 */
export class CircuitBreaker {
  /** In a row, and no more than the threshold. */
  #failures = 0
  #since = new Date(0)
  #last: ProviderError | undefined
  #pause = firstPause
  /** On the clock of `performance`. */
  #tryAt = 0
  #trying: object | undefined

  get state(): CircuitState {
    if (this.#failures < threshold) return 'closed'
    return this.#trying === undefined ? 'open' : 'half-open'
  }

  /** Whether an attempt of a call may reach the store. While open, the call that may is the one which tries it. */
  admits(call: object): boolean {
    if (this.#failures < threshold) return true
    const now = performance.now()
    if (now < this.#tryAt) return false
    this.#trying = call
    this.#tryAt = now + patience
    return true
  }

  /** Hears that the store answered. */
  succeeded(): void {
    if (this.#failures !== 0) this.#close()
  }

  /** Hears how an attempt of a call failed. */
  failed(error: ProviderError, call: object): void {
    if (isAway(error)) this.#count(error, call)
    else if (!silent.has(error.code)) this.succeeded()
    else if (this.#trying === call) this.#wait(0)
  }

  /** What a call that may not reach the store is told: since when, why, and when the store is tried next. */
  refusal(operation: string): ProviderError {
    const last = this.#last
    const next = new Date(Date.now() + Math.max(0, this.#tryAt - performance.now()))
    return new ProviderError(
      'unavailable',
      `${operation}: not tried, as the store has not answered since ${this.#since.toISOString()}; the last failure was ` +
        `"${last?.message}"; it is tried again at ${next.toISOString()}`,
      {
        nativeCode: last?.nativeCode,
        retryable: last?.code === 'timeout' || last?.retryable,
        notApplied: true,
        cause: last,
      },
    )
  }

  #count(error: ProviderError, call: object): void {
    const open = this.#failures >= threshold
    // What else was under way when the circuit opened says nothing new.
    if (open && this.#trying !== call) return
    if (this.#failures === 0) this.#since = new Date()
    this.#last = error
    if (open) this.#pause = Math.min(this.#pause * 2, longestPause)
    else this.#failures++
    if (this.#failures >= threshold) this.#wait(this.#pause * (0.5 + Math.random() / 2))
  }

  #wait(pause: number): void {
    this.#trying = undefined
    this.#tryAt = performance.now() + pause
  }

  #close(): void {
    this.#failures = 0
    this.#last = undefined
    this.#trying = undefined
    this.#pause = firstPause
  }
}

/** True for a failure of a store that is not there, other than one that it told itself. */
function isAway({ code, answered }: ProviderError): boolean {
  return !answered && (code === 'unavailable' || code === 'timeout')
}
