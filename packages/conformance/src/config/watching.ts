import type { ConfigEntry, ConfigStore } from '@dmt-providers/core'
import { holds } from '../expectations.js'

/** A watch as a case reads it. */
export class Watching {
  readonly #controller = new AbortController()
  readonly #snapshots: AsyncGenerator<ConfigEntry[], void, undefined>
  /** Snapshots read so far. */
  read = 0

  constructor(store: ConfigStore, prefix: string) {
    this.#snapshots = store.watch(prefix, this.#controller.signal)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** The next snapshot. */
  async next(): Promise<ConfigEntry[]> {
    const { done, value } = await this.#snapshots.next()
    holds(done !== true, 'the watch has ended by itself')
    this.read += 1
    return value
  }

  /** Values of the next snapshot. */
  async values(): Promise<string[]> {
    return (await this.next()).map(({ value }) => value)
  }

  /** Reads on until a snapshot holds this value; answers every value of each snapshot on the way. */
  async until(value: string): Promise<string[]> {
    const seen: string[] = []
    while (!seen.includes(value)) seen.push(...(await this.values()))
    return seen
  }

  /** Resolves once the watch has ended, with an error when it does so by one; throws when it answers instead. */
  async ended(): Promise<void> {
    const { done } = await this.#snapshots.next()
    holds(done === true, 'the watch answered instead of ending')
  }

  /** Fires the signal. */
  stop(): void {
    this.#controller.abort()
  }

  /** Leaves it as `break` in a loop does. */
  async leave(): Promise<void> {
    await this.#snapshots.return()
  }
}
