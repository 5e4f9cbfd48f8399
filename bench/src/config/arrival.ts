import type { Tell } from './bare-client.js'

/** Milliseconds after which a change counts as missed. */
const patience = 30_000

/** When a change that was made arrives at a watch. */
export class Arrival {
  #expected: { value: string; arrived: (at: number) => void } | undefined

  /** Resolves with the time (`performance.now()`) at which a value arrives; rejects when it does not. */
  of(value: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no watch told of ${value}`)), patience)
      this.#expected = {
        value,
        arrived: (at) => {
          clearTimeout(late)
          resolve(at)
        },
      }
    })
  }

  /** What the watch calls. The time is taken before anything is looked at. */
  readonly tell: Tell = (holds) => {
    const at = performance.now()
    const expected = this.#expected
    if (expected === undefined || !holds(expected.value)) return
    this.#expected = undefined
    expected.arrived(at)
  }
}
