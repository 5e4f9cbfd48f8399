import { byKey } from './by-key.js'
import type { ConfigEntry } from './config-entry.js'

/**
 * What is known to be under a prefix. Entries are frozen, so that all readers can have the same ones, and an entry that
 * a driver gives again is known to be unchanged. A change of one value among many costs a look at each entry, in the
 * order in which the driver gives them: nothing is sorted, and no text compared that is the same object.
 */
export class KnownEntries {
  /** As the driver gave them last, in its order. */
  #given: ConfigEntry[] = []
  /** The same by key. */
  #sorted: ConfigEntry[] = []
  #edition = 0

  /** Grows with each difference; 0 before the first answer. */
  get edition(): number {
    return this.#edition
  }

  /** Sorted by key, in an array for the caller alone. */
  snapshot(): ConfigEntry[] {
    return this.#sorted.slice()
  }

  /** Takes the whole of an answer; true when it differs from what was known, or is the first. */
  take(answer: readonly ConfigEntry[]): boolean {
    const changed = this.#edition === 0 ? undefined : this.#changedIn(answer)
    if (changed?.length === 0) return false
    if (changed === undefined && !this.#replace(answer)) return false
    for (const entry of changed ?? []) this.#sorted[placeOf(entry.key, this.#sorted)] = entry
    this.#edition += 1
    return true
  }

  /** The entries that changed, already taken over; `undefined` when there are other keys, or in another order. */
  #changedIn(answer: readonly ConfigEntry[]): ConfigEntry[] | undefined {
    const given = this.#given
    if (answer.length !== given.length) return undefined
    const changed: ConfigEntry[] = []
    // Counted by hand: an iterator costs several times the comparison.
    for (let at = 0; at < given.length; at++) {
      const entry = answer[at]
      const before = given[at]
      if (entry === before || entry === undefined) continue
      if (entry.key !== before?.key) return undefined
      if (entry.version === before.version) continue
      given[at] = Object.freeze(entry)
      changed.push(entry)
    }
    return changed
  }

  #replace(answer: readonly ConfigEntry[]): boolean {
    const before = this.#sorted
    this.#given = answer.map((entry) => Object.freeze(entry))
    this.#sorted = [...this.#given].sort(byKey)
    return this.#edition === 0 || !isSame(before, this.#sorted)
  }
}

function placeOf(key: string, sorted: readonly ConfigEntry[]): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle]?.key ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

function isSame(one: readonly ConfigEntry[], other: readonly ConfigEntry[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ key, version }, at) => other[at]?.key === key && other[at]?.version === version)
  )
}
