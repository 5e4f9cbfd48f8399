import { setTimeout as pause } from 'node:timers/promises'
import { Call } from './call.js'
import type { CallOptions } from './call-options.js'
import { CircuitBreaker } from './circuit-breaker.js'
import { Deadlines, type Timed } from './deadlines.js'
import type { ErrorClassifier } from './error-classifier.js'
import type { ErrorCode } from './error-codes.js'
import { networkErrorClass } from './network-error-class.js'
import type { Operation } from './operation.js'
import { isProviderError, ProviderError } from './provider-error.js'
import { Telemetry } from './telemetry.js'

/** How a store behaves around its driver. */
export interface GuardOptions {
  /** Provider name for errors: `postgres`. */
  provider: string
  /** OpenTelemetry `db.system.name`: `postgresql`. */
  system: string
  /** Native error → portable code. */
  classify: ErrorClassifier
  /** Milliseconds that one call may take. Default 30,000. */
  timeoutMs?: number | undefined
  /** Attempts after the first on transient failures, of what is safe to repeat. Default 3; 0 turns them off. */
  retries?: number | undefined
}

/**
 * Milliseconds of a call in which further attempts begin: an attempt that took longer has waited enough, for a free
 * connection or for one to stand, and its own error says more than a deadline that passes in the next.
 */
const retryWindow = 5_000

/** Milliseconds that calls under way get to end before a close lets go of what they use. */
const closePatience = 5_000

/** Milliseconds of the first pause between attempts, and of any: at most, since each is drawn at random. */
const [firstPause, longestPause] = [50, 2_000]

/**
 * The policy around every driver call: closed state, deadline, cancellation, error wrapping, circuit breaker, retry with
 * full jitter of what is safe to repeat, spans and metrics. Stores hold one and drivers know nothing of it.
 */
export class Guard {
  readonly #telemetry: Telemetry
  readonly #breaker = new CircuitBreaker()
  readonly #deadlines: Deadlines
  readonly #retries: number
  #closing: Promise<void> | undefined
  #underWay = 0
  #drained = () => {}

  constructor(readonly options: GuardOptions) {
    this.#telemetry = new Telemetry(options.system, () => this.#breaker.state)
    this.#deadlines = new Deadlines(checkTimeout(options.timeoutMs ?? 30_000))
    this.#retries = checkRetries(options.retries ?? 3)
  }

  /**
   * Runs one driver call under the policy. Throws only {@link ProviderError}. A call that succeeds at once passes
   * through one promise of the guard's own, because each further one costs more than all the rest of the policy.
   */
  run<T>(operation: Operation, attempt: (call: Call) => Promise<T>, options: CallOptions = {}): Promise<T> {
    const started = performance.now()
    const span = this.#telemetry.start(operation)
    this.#underWay++
    return new Promise<T>((resolve, reject) => {
      const end = (error?: ProviderError) => {
        this.#telemetry.end(span, operation, started, error)
        if (--this.#underWay === 0) this.#drained()
      }
      const fail = (error: unknown) => {
        if (!stop.settle()) return
        const wrapped = this.wrap(error, operation.name)
        end(wrapped)
        reject(wrapped)
      }
      const succeed = (value: T) => {
        if (!stop.settle()) return
        this.#breaker.succeeded()
        end()
        resolve(value)
      }
      const call = new Call(options)
      const stop = new Stop(call, operation, this.#breaker, started, fail)
      const refusal = this.#refusal(operation, options)
      if (refusal !== undefined) return fail(refusal)
      // Not at once: a caller that tries again in a loop would keep the process from everything else.
      if (!this.#breaker.admits(call)) return void setImmediate(fail, this.#breaker.refusal(operation.name))
      stop.arm(this.#deadlines)
      begun(attempt, call).then(succeed, (error) => {
        if (!stop.settled) this.#retried(error, operation, attempt, call, started).then(succeed, fail)
      })
    })
  }

  /**
   * Closes once; calls made afterwards fail with `closed`, those under way get five seconds to end before `release` is
   * called. Closing twice is one close. Throws only {@link ProviderError}.
   */
  close(release: () => Promise<void>): Promise<void> {
    this.#closing ??= this.#release(release)
    return this.#closing
  }

  /** Turns anything thrown into a {@link ProviderError} that names provider and operation. */
  wrap(error: unknown, operation: string): ProviderError {
    const context = { provider: this.options.provider, operation }
    if (isProviderError(error)) return error.with(context)
    const known = this.options.classify(error) ?? networkErrorClass(error) ?? { code: 'internal' as const }
    return new ProviderError(known.code, `${operation}: ${textOf(error)}`, { ...known, ...context, cause: error })
  }

  async #release(release: () => Promise<void>): Promise<void> {
    this.#telemetry.close()
    if (this.#underWay > 0) await this.#drain()
    try {
      await release()
    } catch (error) {
      throw this.wrap(error, 'close')
    }
  }

  #drain(): Promise<void> {
    return new Promise((resolve) => {
      const tooLate = setTimeout(resolve, closePatience)
      this.#drained = () => {
        clearTimeout(tooLate)
        resolve()
      }
    })
  }

  /** Why a call may not begin, whatever the store does. */
  #refusal(operation: Operation, { signal, timeoutMs }: CallOptions): ProviderError | undefined {
    if (this.#closing !== undefined) return new ProviderError('closed', `${operation.name}: the store is closed`)
    if (signal?.aborted === true) return aborted(operation, signal)
    return timeoutMs === undefined ? undefined : wrongTimeout('invalid-argument', timeoutMs)
  }

  /** Goes on after a first failure: throws the last one, or answers what came of the further attempts. */
  async #retried<T>(
    error: unknown,
    operation: Operation,
    attempt: (call: Call) => Promise<T>,
    call: Call,
    started: number,
  ): Promise<T> {
    let failed = this.#failed(error, operation, call)
    let refusals = 0
    for (let count = 0; count - refusals < this.#retries && mayRepeat(operation, failed, started); count++) {
      // A store that throttles has refused without an attempt of its own; the deadline bounds how often.
      if (failed.retryAfterMs !== undefined) refusals++
      await pause(pauseAfter(failed, count), undefined, { signal: call.signal }).catch(() => undefined)
      if (call.signal.aborted) break
      if (!this.#breaker.admits(call)) continue
      try {
        return await attempt(call)
      } catch (next) {
        if (call.signal.aborted) break
        failed = this.#failed(next, operation, call)
      }
    }
    throw failed
  }

  /** Takes the failure of one attempt into account. */
  #failed(error: unknown, operation: Operation, call: Call): ProviderError {
    const failed = this.wrap(error, operation.name)
    this.#breaker.failed(failed, call)
    return failed
  }
}

/** Whether another attempt may help, can do no harm, and still has the time for it. */
function mayRepeat(operation: Operation, failed: ProviderError, started: number): boolean {
  const { retryable, notApplied, retryAfterMs } = failed
  const inTime = retryAfterMs !== undefined || performance.now() - started < retryWindow
  return retryable && (operation.repeatable || notApplied) && inTime
}

/** Full jitter: callers that failed together do not come back together. */
function pauseAfter({ retryAfterMs = 0 }: ProviderError, count: number): number {
  return retryAfterMs + Math.random() * Math.min(firstPause * 2 ** count, longestPause)
}

/** What a driver throws before it has a promise fails the call as a rejection does. */
function begun<T>(attempt: (call: Call) => Promise<T>, call: Call): Promise<T> {
  try {
    return Promise.resolve(attempt(call))
  } catch (error) {
    return Promise.reject(error)
  }
}

/** The deadline and the caller's signal of one call, until it is settled. */
class Stop implements Timed {
  expiresAt = 0
  earlier: Timed | undefined = undefined
  later: Timed | undefined = undefined
  settled = false
  #disarm: (() => void) | undefined
  #shared: Deadlines | undefined

  constructor(
    private readonly call: Call,
    private readonly operation: Operation,
    private readonly breaker: CircuitBreaker,
    private readonly started: number,
    private readonly fail: (error: ProviderError) => void,
  ) {}

  /** `shared` are the deadlines of the store, which hold unless the call has one of its own. */
  arm(shared: Deadlines): void {
    const { signal, timeoutMs } = this.call.options
    if (timeoutMs === undefined) {
      this.#shared = shared
      shared.set(this, this.started)
    }
    if (timeoutMs !== undefined || signal !== undefined) this.#armOwn(timeoutMs, signal)
  }

  expire(): void {
    const milliseconds = this.#shared?.milliseconds ?? this.call.options.timeoutMs
    this.#shared = undefined
    this.#end(new ProviderError('timeout', `${this.operation.name}: no answer within ${milliseconds} ms`))
  }

  /** False when the call was settled before: it ends with what settled it first. */
  settle(): boolean {
    if (this.settled) return false
    this.settled = true
    this.#shared?.clear(this)
    this.#disarm?.()
    return true
  }

  #armOwn(timeoutMs: number | undefined, signal: AbortSignal | undefined): void {
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.expire(), timeoutMs)
    const abort = () => this.#end(aborted(this.operation, signal))
    signal?.addEventListener('abort', abort, { once: true })
    this.#disarm = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  #end(error: ProviderError): void {
    this.breaker.failed(error, this.call)
    this.fail(error)
    this.call.cancel(error)
  }
}

function aborted(operation: Operation, signal: AbortSignal | undefined): ProviderError {
  return new ProviderError('aborted', `${operation.name}: aborted by the caller`, { cause: signal?.reason })
}

/** Node's connection errors to a name with several addresses have no message of their own, only a code. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message !== '') return error.message
  const code: unknown = Reflect.get(error, 'code')
  return typeof code === 'string' ? code : error.name
}

/** Timers of Node take 31 bits; a longer time would end at once. */
const longestTimeout = 2 ** 31 - 1

function wrongTimeout(code: ErrorCode, value: number): ProviderError | undefined {
  if (typeof value === 'number' && value > 0 && value <= longestTimeout) return undefined
  return new ProviderError(code, `timeoutMs is ${value}; give a number of milliseconds from 1 to ${longestTimeout}`)
}

function checkTimeout(value: number): number {
  const wrong = wrongTimeout('invalid-options', value)
  if (wrong !== undefined) throw wrong
  return value
}

function checkRetries(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new ProviderError('invalid-options', `retries is ${value}; give an integer of 0 or more`)
}
