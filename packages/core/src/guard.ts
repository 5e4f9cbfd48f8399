import { ExponentialBackoff, fullJitterGenerator, handleWhen, type IPolicy, retry } from 'cockatiel'
import { Call } from './call.js'
import type { CallOptions } from './call-options.js'
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
  /** Attempts after the first for repeatable calls on transient failures. Default 3; 0 turns them off. */
  retries?: number | undefined
}

/**
 * The policy around every driver call: closed state, deadline, cancellation, error wrapping, retry with full jitter of
 * what is safe to repeat, spans and metrics. Stores hold one and drivers know nothing of it.
 */
export class Guard {
  readonly #telemetry: Telemetry
  readonly #timeoutMs: number
  readonly #again: IPolicy | undefined
  #closing: Promise<void> | undefined

  constructor(readonly options: GuardOptions) {
    this.#telemetry = new Telemetry(options.system)
    this.#timeoutMs = checkTimeout('invalid-options', options.timeoutMs ?? 30_000)
    this.#again = retryPolicy(checkRetries(options.retries ?? 3))
  }

  /**
   * Runs one driver call under the policy. Throws only {@link ProviderError}. A call that succeeds at once passes
   * through one promise of the guard's own, because each further one costs more than all the rest of the policy.
   */
  run<T>(operation: Operation, attempt: (call: Call) => Promise<T>, options: CallOptions = {}): Promise<T> {
    const started = performance.now()
    const span = this.#telemetry.start(operation)
    return new Promise<T>((resolve, reject) => {
      const end = (error?: ProviderError) => this.#telemetry.end(span, operation, started, error)
      const fail = (error: unknown) => {
        if (!stop.settle()) return
        const wrapped = this.wrap(error, operation.name)
        end(wrapped)
        reject(wrapped)
      }
      const succeed = (value: T) => {
        if (!stop.settle()) return
        end()
        resolve(value)
      }
      const call = new Call(options)
      const stop = new Stop(call, operation, options.signal, fail)
      try {
        stop.arm(this.#timeout(operation, options))
      } catch (refusal) {
        return fail(refusal)
      }
      begun(attempt, call).then(succeed, (error) => this.#retried(error, operation, attempt, call).then(succeed, fail))
    })
  }

  /** Closes once; calls made afterwards fail with `closed`. Closing twice is one close. Throws only {@link ProviderError}. */
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
    try {
      await release()
    } catch (error) {
      throw this.wrap(error, 'close')
    }
  }

  /** Milliseconds that a call may take. Throws when it may not even begin. */
  #timeout(operation: Operation, { signal, timeoutMs }: CallOptions): number {
    if (this.#closing !== undefined) throw new ProviderError('closed', `${operation.name}: the store is closed`)
    if (signal?.aborted === true) throw aborted(operation, signal)
    return timeoutMs === undefined ? this.#timeoutMs : checkTimeout('invalid-argument', timeoutMs)
  }

  /** Goes on after a first failure: throws it, or what came of the further attempts. */
  async #retried<T>(error: unknown, operation: Operation, attempt: (call: Call) => Promise<T>, call: Call): Promise<T> {
    const wrapped = this.wrap(error, operation.name)
    if (this.#again === undefined || !operation.repeatable || !wrapped.retryable) throw wrapped
    // The policy takes over only after a failure, so that a call which succeeds costs nothing of it.
    let failed: ProviderError | undefined = wrapped
    return await this.#again.execute(async () => {
      if (failed !== undefined) {
        const first = failed
        failed = undefined
        throw first
      }
      return await attempt(call).catch((again: unknown) => {
        throw this.wrap(again, operation.name)
      })
    }, call.signal)
  }
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
class Stop {
  #timer: NodeJS.Timeout | undefined
  #onAbort: (() => void) | undefined
  #settled = false

  constructor(
    private readonly call: Call,
    private readonly operation: Operation,
    private readonly signal: AbortSignal | undefined,
    private readonly fail: (error: ProviderError) => void,
  ) {}

  arm(timeoutMs: number): void {
    const { operation, signal } = this
    this.#timer = setTimeout(() => {
      this.#end(new ProviderError('timeout', `${operation.name}: no answer within ${timeoutMs} ms`))
    }, timeoutMs)
    if (signal === undefined) return
    this.#onAbort = () => this.#end(aborted(operation, signal))
    signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** False when the call was settled before: it ends with what settled it first. */
  settle(): boolean {
    if (this.#settled) return false
    this.#settled = true
    clearTimeout(this.#timer)
    if (this.#onAbort !== undefined) this.signal?.removeEventListener('abort', this.#onAbort)
    return true
  }

  #end(error: ProviderError): void {
    this.fail(error)
    this.call.cancel(error)
  }
}

function aborted(operation: Operation, signal: AbortSignal): ProviderError {
  return new ProviderError('aborted', `${operation.name}: aborted by the caller`, { cause: signal.reason })
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

function checkTimeout(code: ErrorCode, value: number): number {
  if (typeof value === 'number' && value > 0 && value <= longestTimeout) return value
  throw new ProviderError(code, `timeoutMs is ${value}; give a number of milliseconds from 1 to ${longestTimeout}`)
}

function checkRetries(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new ProviderError('invalid-options', `retries is ${value}; give an integer of 0 or more`)
}

function retryPolicy(retries: number): IPolicy | undefined {
  if (retries === 0) return undefined
  const backoff = new ExponentialBackoff({ initialDelay: 50, maxDelay: 2_000, generator: fullJitterGenerator })
  // One attempt more than the retries: the first execution only re-throws the failure that is already known.
  return retry(
    handleWhen((error) => isProviderError(error) && error.retryable),
    { maxAttempts: retries, backoff },
  )
}
