import type { ConfigEntry } from '@dmt-providers/core'
import type { Pair } from './kv-pair.js'

/** A pair as it was read last. */
interface KnownPair {
  readonly name: string
  readonly created: number
  readonly modified: number
  /** None for a name that is no key of the place. */
  readonly entry: ConfigEntry | undefined
}

/**
 * What was read of a place last. A pair whose indexes are the same is the same entry, and is not decoded again: of a
 * thousand keys one has changed.
 */
export class KnownPairs {
  #pairs: readonly KnownPair[] = []

  /** Takes the whole of what is there now, and answers the entries of it. */
  take(pairs: readonly Pair[], entryOf: (pair: Pair) => ConfigEntry | undefined): ConfigEntry[] {
    const before = this.#pairs
    let places: ReadonlyMap<string, number> | undefined
    const placeOf = (name: string) => {
      places ??= new Map(before.map((one, at) => [one.name, at]))
      return places.get(name)
    }
    const now: KnownPair[] = []
    const entries: ConfigEntry[] = []
    let next = 0
    for (const pair of pairs) {
      // Consul lists in one order, so that nearly each is where the one before it leads to expect it.
      const place = before[next]?.name === pair.Key ? next : placeOf(pair.Key)
      if (place !== undefined) next = place + 1
      const known = place === undefined ? undefined : before[place]
      const one = known !== undefined && isSame(known, pair) ? known : knownOf(pair, entryOf(pair))
      now.push(one)
      if (one.entry !== undefined) entries.push(one.entry)
    }
    this.#pairs = now
    return entries
  }
}

const knownOf = ({ Key, CreateIndex, ModifyIndex }: Pair, entry: ConfigEntry | undefined): KnownPair => ({
  name: Key,
  created: CreateIndex,
  modified: ModifyIndex,
  entry,
})

const isSame = ({ created, modified }: KnownPair, pair: Pair) =>
  created === pair.CreateIndex && modified === pair.ModifyIndex
