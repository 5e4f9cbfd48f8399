import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from './fault.js'

/** Faults of what a store keeps for its clients. */
export const storeFaults: readonly Fault[] = [
  {
    title: 'when history is dropped while the client is away',
    needs: 'compact',
    async run(cluster, watched) {
      for (const proxy of watched.proxies) await proxy.refuse()
      for (const value of ['missed', 'newest']) await watched.put(value)
      await cluster.compact?.()
      for (const proxy of watched.proxies) await proxy.recover()
      await watched.arrives('newest')
    },
  },
  {
    title: 'when the session expires while the client is silent',
    needs: 'sessionMs',
    async run(cluster, watched) {
      for (const proxy of watched.proxies) proxy.hang()
      for (const value of ['missed', 'newest']) await watched.put(value)
      await pause(2 * (cluster.sessionMs ?? 0))
      for (const proxy of watched.proxies) await proxy.recover()
      await watched.arrives('newest')
    },
  },
]
