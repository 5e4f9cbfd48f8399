import { expect } from 'vitest'
import type { Fault } from './fault.js'

const refused = { code: expect.stringMatching(/^(permission-denied|unauthenticated)$/) }

/** Faults of what a client may do. */
export const accessFaults: readonly Fault[] = [
  {
    title: 'when the right to read is taken away, which the watch and every call throw, and is given back',
    needs: 'rights',
    async run(cluster, watched) {
      await cluster.rights?.revoke()
      expect(await watched.failed()).toMatchObject(refused)
      const { store, key, lostKey } = watched
      for (const call of [
        () => store.get(key),
        () => store.list(key),
        () => store.watch(key).next(),
        () => store.put(lostKey, 'lost'),
      ])
        await expect(call()).rejects.toMatchObject(refused)
      await watched.put('meanwhile')
      await cluster.rights?.grant()
      watched.watchAgain()
      await watched.arrives('meanwhile')
    },
  },
]
