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
      else await breath(began, signal)
      before = now
      await changed(kv, prefix, signal, index)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Resolves once the index is another one. */
async function changed(kv: KvStore, prefix: string, signal: AbortSignal, index: number): Promise<void> {
  for (;;) {
    const began = performance.now()
    if ((await kv.wait(prefix, signal, index)) !== index) return
    // Something between here and Consul may not wait.
    await breath(began, signal)
    // A query that waits is not told that its token was taken back.
    await kv.check(prefix, signal, 'watches')
  }
}

async function breath(since: number, signal: AbortSignal): Promise<void> {
  if (performance.now() - since < soon) await pause(soon / 2 + (Math.random() * soon) / 2, undefined, { signal })
}
