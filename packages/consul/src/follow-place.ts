import { setTimeout as pause } from 'node:timers/promises'
import type { ConfigEntry } from '@dmt-providers/core'
import type { KvStore } from './kv-store.js'

/** Milliseconds below which a wait that led to nothing new was too short to begin the next one at once. */
const soon = 1_000

/**
 * Yields what lies below a prefix, now and after each change, by Consul's blocking queries. An index that did not move
 * is no change; one that moved either way is looked after. Ends when the signal fires.
 */
export async function* followPlace(kv: KvStore, prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
  try {
    for (let before: string | undefined; ; ) {
      const began = performance.now()
      const { entries, index } = await kv.list(prefix, signal, 'watches')
      const now = entries.map(({ key, version }) => `${version} ${key}`).join('\n')
      if (now !== before) yield entries
      // Below a prefix without keys the index moves with every key of Consul.
      else if (performance.now() - began < soon)
        await pause(soon / 2 + (Math.random() * soon) / 2, undefined, { signal })
      before = now
      // A query that waits is not told that its token was taken back.
      while ((await kv.wait(prefix, signal, index)) === index) await kv.check(prefix, signal, 'watches')
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
