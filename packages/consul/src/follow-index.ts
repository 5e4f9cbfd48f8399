import { setTimeout as pause } from 'node:timers/promises'
import type { ConfigEntry } from '@dmt-providers/core'
import type { Listing } from './kv-store.js'

/** Milliseconds below which an answer that tells nothing new came too soon to ask for the next one at once. */
const soon = 1_000

/** What lies in a place: at once for index 0, or once it is beyond an index. */
export type Ask = (index: number, signal: AbortSignal) => Promise<Listing>

/**
 * Yields what lies in a place, now and after each change, by Consul's blocking queries. An answer that tells nothing new
 * is no change: the wait was over, something else was written, or the index began anew. Ends when the signal fires.
 */
export async function* followIndex(ask: Ask, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
  let [index, before]: [number, string | undefined] = [0, undefined]
  while (!signal.aborted) {
    const began = performance.now()
    const listing = await ask(index, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
    if (listing === undefined) return
    // Consul asks for both: an index that went backward is forgotten, and one of 0 would make the next query not wait.
    index = listing.index < index ? 0 : Math.max(1, listing.index)
    const now = listing.entries.map(({ key, version }) => `${version} ${key}`).join('\n')
    if (now !== before) {
      before = now
      yield listing.entries
    } else if (performance.now() - began < soon) {
      await pause(soon / 2 + (Math.random() * soon) / 2, undefined, { signal }).catch(() => undefined)
    }
  }
}
