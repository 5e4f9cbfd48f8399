/** Random numbers that are the same for the same seed, on every machine. */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    // A xorshift generator must not start at 0, and small seeds must not give similar sequences.
    this.#state = (Math.imul(seed + 1, 0x9e37_79b1) ^ 0x5bd1_e995) >>> 0 || 1
    for (let round = 0; round < 8; round += 1) this.#next()
  }

  /** An integer from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor((this.#next() / 2 ** 32) * count)
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.#next() / 2 ** 32 < probability
  }

  /** One of these values. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0]
  }

  /** Up to `most` of these values, in any order, some perhaps more than once. */
  some<T>(values: readonly [T, ...T[]], most: number): T[] {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(values))
  }

  /** Marsaglia's xorshift with 32 bits of state (Journal of Statistical Software 8/14, 2003). */
  #next(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state >>> 0
    return this.#state
  }
}
