import { setTimeout as pause } from 'node:timers/promises'
import type { ConfigEntry } from '@dmt-providers/core'
import { KnownPairs } from './known-pairs.js'
import type { KvStore, Listing } from './kv-store.js'

/** Milliseconds below which a wait that led to nothing new was too short to begin the next one at once. */
const soon = 1_000

/**
 * Characters of a listing up to which a query waits for the listing itself: it comes again at the end of each wait, also
 * where nothing has changed. Some 1,000 keys of short values are below it.
 */
const small = 262_144

/**
 * Yields what lies below a prefix, now and after each change, by Consul's blocking queries. What they answer counts, and
 * not whether the index moved, which it may do either way. Ends when the signal fires.
 */
export async function* followPlace(kv: KvStore, prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
  const known = new KnownPairs()
  try {
    let last = await kv.list(prefix, signal, { on: 'watches', known })
    yield last.entries
    for (;;) {
      const began = performance.now()
      const { entries, index, size } = await next(kv, prefix, signal, known, last)
      const isNews = !isSame(entries, last.entries)
      last = { entries, index, size }
      const took = performance.now() - began
      if (isNews) yield entries
      // Something on the way may not wait, and below a prefix without keys the index moves with every key of Consul.
      else await breath(took, signal)
      // A query that waits is not told that its token was taken back. An empty listing was proved already.
      if (took >= soon && entries.length > 0) await kv.check(prefix, signal, 'watches')
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** What is there once the index is another one, or the wait is over. */
async function next(
  kv: KvStore,
  prefix: string,
  signal: AbortSignal,
  known: KnownPairs,
  last: Listing,
): Promise<Listing> {
  if (last.size <= small) return await kv.list(prefix, signal, { on: 'watches', known, beyond: last.index })
  if ((await kv.wait(prefix, signal, last.index)) === last.index) return last
  return await kv.list(prefix, signal, { on: 'watches', known })
}

async function breath(took: number, signal: AbortSignal): Promise<void> {
  if (took < soon) await pause(soon / 2 + (Math.random() * soon) / 2, undefined, { signal })
}

/** Entries that have not changed are the same objects. */
function isSame(one: readonly ConfigEntry[], other: readonly ConfigEntry[]): boolean {
  return one.length === other.length && one.every((entry, at) => entry === other[at])
}
