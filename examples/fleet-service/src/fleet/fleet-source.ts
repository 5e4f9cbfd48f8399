import type { DeviceInput } from '@dmt-providers/core'
import type { Rejection } from './import-tally.js'
import { type FleetLine, readFleet } from './read-fleet.js'

/** A device of a fleet file. */
export interface NumberedDevice {
  /** Starts at 1. */
  line: number
  device: DeviceInput
}

/**
 * The devices of a fleet file, for a store to read. It has no `return`, so that it stays open when an insert fails and
 * another one goes on behind it.
 */
export class FleetSource implements AsyncIterable<DeviceInput> {
  readonly rejected: Rejection[] = []
  /** Lines read. */
  line = 0
  ended = false
  /** Why the file could not be read to its end. */
  failure: Error | undefined
  readonly #lines: ReturnType<typeof readFleet>
  /** Given to the store, which has not told yet that they are in. */
  #underWay: NumberedDevice[] = []
  #waiting: Promise<unknown> = Promise.resolve()
  #reading: Promise<unknown> = Promise.resolve()

  constructor(path: string) {
    this.#lines = readFleet(path)
  }

  [Symbol.asyncIterator](): AsyncIterator<DeviceInput> {
    return {
      next: () => {
        const reading = this.#next()
        this.#reading = reading
        return reading
      },
    }
  }

  /** The devices that have been under way for longest: so many of them, or all. */
  take(count = this.#underWay.length): NumberedDevice[] {
    return this.#underWay.splice(0, count)
  }

  /** Reads nothing more until that is done; rejects the next step when it fails. */
  wait(work: Promise<void>): void {
    const both = Promise.all([this.#waiting, work])
    both.catch(() => undefined)
    this.#waiting = both
  }

  /** Resolves when nothing is being read or waited for. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.#reading])
    await this.#waiting
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined)
  }

  async #next(): Promise<IteratorResult<DeviceInput, undefined>> {
    await this.#waiting
    for (let step = await this.#read(); step.done !== true; step = await this.#read()) {
      const { number: line, parsed } = step.value
      this.line = line
      if (parsed === undefined) continue
      if ('device' in parsed) {
        this.#underWay.push({ line, device: parsed.device })
        return { done: false, value: parsed.device }
      }
      this.rejected.push({ line, reason: parsed.reason })
    }
    this.ended = true
    return { done: true, value: undefined }
  }

  async #read(): Promise<IteratorResult<FleetLine>> {
    try {
      return await this.#lines.next()
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error))
      throw error
    }
  }
}
