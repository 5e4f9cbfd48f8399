import { isProviderError, ProviderError } from '../../provider-error.js'
import { checkRow } from '../check-row.js'
import type { DeviceInput } from '../rows.js'
import type { OnDuplicate } from '../storage-driver.js'
import { mostCharacters } from './batch-bounds.js'
import { charactersOf } from './characters-of.js'
import { DeviceBatch } from './device-batch.js'

/** Where devices come from. */
export type DeviceSource = Iterable<DeviceInput> | AsyncIterable<DeviceInput>

type Step = IteratorResult<DeviceInput, unknown>

/** Reads a source of devices batch by batch, and checks each device. */
export class DeviceReader {
  readonly #steps: Iterator<DeviceInput> | AsyncIterator<DeviceInput>
  #position = 1
  /** True while the source owes an answer. */
  #waiting = false
  #ended = false

  /** Throws `invalid-argument` when the source is none. */
  constructor(
    source: DeviceSource,
    private readonly batchSize: number,
    private readonly onDuplicate: OnDuplicate,
  ) {
    this.#steps = stepsOf(source)
  }

  /** The next devices. Never rejects: what is wrong with the source is the end of the batch before it. */
  async next(): Promise<DeviceBatch> {
    // What was sent before this gets on its way first: a source that is a list would be read without a pause.
    await new Promise(setImmediate)
    const batch = new DeviceBatch(this.#position)
    for (let characters = 0; batch.end === undefined && batch.read < this.batchSize && characters < mostCharacters; ) {
      const step = this.#step(batch)
      const answer = step instanceof Promise ? await step : step
      if (answer !== undefined) characters += this.#take(batch, answer.value)
    }
    this.#position = batch.next
    return batch
  }

  /** Lets the source go. One that owes an answer is not waited for. */
  async close(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    const closing = Promise.resolve(this.#steps.return?.()).catch(() => undefined)
    if (!this.#waiting) await closing
  }

  /** The next device as the source answers it; `undefined` when there is none. */
  #step(batch: DeviceBatch): Step | undefined | Promise<Step | undefined> {
    try {
      const step = this.#ended ? { done: true as const, value: undefined } : this.#steps.next()
      return 'then' in step ? this.#answered(batch, step) : this.#unlessDone(batch, step)
    } catch (error) {
      return this.#failed(batch, error)
    }
  }

  async #answered(batch: DeviceBatch, step: PromiseLike<Step>): Promise<Step | undefined> {
    this.#waiting = true
    try {
      return this.#unlessDone(batch, await step)
    } catch (error) {
      return this.#failed(batch, error)
    } finally {
      this.#waiting = false
    }
  }

  #unlessDone(batch: DeviceBatch, step: Step): Step | undefined {
    if (step.done !== true) return step
    this.#ended = true
    batch.end = { error: undefined }
    return undefined
  }

  /** A source that has thrown is over. */
  #failed(batch: DeviceBatch, error: unknown): undefined {
    this.#ended = true
    const message = `the source failed: ${error instanceof Error ? error.message : String(error)}`
    batch.end = { error: isProviderError(error) ? error : new ProviderError('internal', message, { cause: error }) }
  }

  #take(batch: DeviceBatch, device: unknown): number {
    try {
      const row = checkRow('devices', device)
      batch.add(row, this.onDuplicate)
      return charactersOf(row)
    } catch (error) {
      if (!isProviderError(error)) throw error
      batch.end = { error, position: batch.next }
      return 0
    }
  }
}

function stepsOf(source: DeviceSource): Iterator<DeviceInput> | AsyncIterator<DeviceInput> {
  if (typeof source === 'object' && source !== null) {
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]()
    if (Symbol.iterator in source) return source[Symbol.iterator]()
  }
  throw new ProviderError('invalid-argument', 'source is no iterable; give a list, a generator or a stream of devices')
}
