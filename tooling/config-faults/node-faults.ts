import { expect, onTestFinished } from 'vitest'
import type { ConfigCluster } from './config-cluster.js'
import type { Fault } from './fault.js'
import { away, type WatchedCluster } from './watched-cluster.js'

/** Milliseconds for which nodes are frozen. */
const freeze = 30_000

const others = (place: number) => [0, 1, 2].filter((one) => one !== place)

/** Stops nodes in the midst of everything; what it answers lets them go on. */
function frozen({ nodes }: ConfigCluster, ...places: readonly number[]): () => void {
  const thaw = () => {
    for (const place of places) nodes.thaw(place)
  }
  for (const place of places) nodes.freeze(place)
  onTestFinished(thaw)
  return thaw
}

/** Has a watch come to one node, which was all that it could reach for a while. */
async function leadTo(place: number, watched: WatchedCluster): Promise<void> {
  for (const other of others(place)) await watched.proxies[other]?.refuse()
  await watched.put('by the only way')
  await watched.arrives('by the only way')
  for (const proxy of watched.proxies) await proxy.recover()
}

/** Faults of nodes and of what is between them. */
export const nodeFaults: readonly Fault[] = [
  {
    title: 'when the leader is killed, and the next one',
    async run(cluster, watched) {
      for (const value of ['after one', 'after two']) {
        await cluster.nodes.kill(await cluster.leader())
        await watched.put(value)
        await watched.arrives(value)
        await cluster.nodes.start()
        await cluster.leader()
      }
    },
  },
  {
    title: 'when all nodes are killed and start again',
    async run(cluster, watched) {
      await cluster.nodes.kill(0, 1, 2)
      await watched.isQuiet()
      await cluster.nodes.start()
      await cluster.leader()
      await watched.put('newest')
      await watched.arrives('newest')
    },
  },
  {
    title: 'when two of three nodes are killed: nothing is written, and nothing stale is read',
    async run(cluster, watched) {
      const leader = await cluster.leader()
      await cluster.nodes.kill(leader, (leader + 1) % 3)
      await expect(watched.writer.put(watched.lostKey, 'lost', { timeoutMs: 3_000 })).rejects.toMatchObject(away)
      await watched.readsNewest(3_000)
      await watched.isQuiet()
      await cluster.nodes.start()
      await cluster.leader()
      await watched.put('newest')
      await watched.arrives('newest')
    },
  },
  {
    title: 'when two nodes are silent and the third is all that the client reaches',
    async run(cluster, watched) {
      const reached = await cluster.leader()
      const thaw = frozen(cluster, ...others(reached))
      for (const place of others(reached)) await watched.proxies[place]?.refuse()
      await expect(watched.store.put(watched.lostKey, 'lost', { timeoutMs: 6_000 })).rejects.toMatchObject(away)
      await watched.readsNewest(3_000)
      thaw()
      for (const proxy of watched.proxies) await proxy.recover()
      await cluster.leader()
      await watched.put('newest')
      await watched.arrives('newest')
    },
  },
  ...['the leader', 'a follower'].map(
    (which): Fault => ({
      title: `when ${which} is cut off from the others and is all that the client reaches`,
      needs: 'isolate',
      async run(cluster, watched) {
        const leader = await cluster.leader()
        const alone = which === 'the leader' ? leader : (leader + 1) % 3
        for (const place of others(alone)) await watched.proxies[place]?.refuse()
        const join = await cluster.isolate?.(alone)
        await watched.put('of the majority')
        await watched.readsNewest(6_000)
        await expect(watched.store.put(watched.lostKey, 'lost', { timeoutMs: 6_000 })).rejects.toMatchObject(away)
        await watched.readsNewest(3_000)
        // The way to the majority is open again, while the node that the watch is on is still alone.
        for (const proxy of watched.proxies) await proxy.recover()
        await watched.arrives('of the majority')
        await join?.()
        await watched.put('newest')
        await watched.arrives('newest')
      },
    }),
  ),
  {
    title: 'when the node that the watch is on is cut off from the others, and nothing is asked of it',
    needs: 'isolate',
    async run(cluster, watched) {
      const alone = ((await cluster.leader()) + 1) % 3
      await leadTo(alone, watched)
      const join = await cluster.isolate?.(alone)
      await watched.put('of the majority')
      await watched.arrives('of the majority')
      await join?.()
      await watched.put('newest')
      await watched.arrives('newest')
    },
  },
  {
    title: 'when the connection of the watch falls silent for good, and nothing is asked by it',
    async run(cluster, watched) {
      const silent = ((await cluster.leader()) + 1) % 3
      await leadTo(silent, watched)
      watched.proxies[silent]?.hang()
      await watched.put('newest')
      await watched.arrives('newest')
    },
  },
  {
    title: 'when the leader freezes for 30 seconds',
    async run(cluster, watched) {
      const began = performance.now()
      const thaw = frozen(cluster, await cluster.leader())
      await watched.put('meanwhile')
      await watched.arrives('meanwhile')
      await watched.isQuiet(freeze - (performance.now() - began))
      thaw()
      await cluster.leader()
      await watched.put('newest')
      await watched.arrives('newest')
    },
  },
  {
    title: 'when all nodes freeze for 30 seconds',
    async run(cluster, watched) {
      const began = performance.now()
      const thaw = frozen(cluster, 0, 1, 2)
      const { store, key, lostKey } = watched
      await expect(store.get(key, { timeoutMs: 3_000 })).rejects.toMatchObject(away)
      await expect(store.put(lostKey, 'lost', { timeoutMs: 3_000 })).rejects.toMatchObject(away)
      await watched.isQuiet(freeze - (performance.now() - began))
      thaw()
      await cluster.leader()
      await watched.put('newest')
      await watched.arrives('newest')
    },
  },
]
