import type { ConfigStore } from '@dmt-providers/core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { isMissing, type MissingServer } from '../servers/server.js'
import type { ServerNodes } from '../servers/server-nodes.js'
import { until } from '../servers/until.js'

/** Three nodes of a configuration store that the tests may break. */
export interface ConfigCluster {
  readonly nodes: ServerNodes
  /** Resolves once the nodes that run accept writes; answers the place of their leader. */
  leader(): Promise<number>
  /** Drops the history of changes, where the store has one. */
  compact?(): Promise<void>
}

/** How to start one, and to open a store on all of its nodes. */
export interface ClusterFaults<Cluster extends ConfigCluster> {
  start(): Promise<Cluster | MissingServer>
  open(cluster: Cluster): ConfigStore
}

/** Milliseconds within which a cluster is itself again, and a store has found out. */
const patience = 60_000

/** Registers the faults of a cluster as tests: after each one the newest value arrives, and everything goes on. */
export function clusterFaults<Cluster extends ConfigCluster>({ start, open }: ClusterFaults<Cluster>): void {
  let cluster: Cluster

  beforeAll(async () => {
    const started = await start()
    if (isMissing(started)) throw new Error(started.missing)
    cluster = started
  }, patience)

  afterAll(async () => await cluster?.nodes.stop())

  /** A watch that has seen one change, and the way to make the next. */
  const watched = async (name: string) => {
    const [store, writer] = [open(cluster), open(cluster)]
    const watch = store.watch(`${name}/`)
    onTestFinished(async () => {
      await watch.return()
      await Promise.all([store.close(), writer.close()])
    })
    const arrives = async (value: string) => {
      for (;;) {
        const { value: entries, done } = await watch.next()
        expect(done).toBe(false)
        if (entries?.some((one) => one.value === value)) return
      }
    }
    const put = async (value: string) =>
      await until(
        `a write of ${value}`,
        patience,
        async () => await writer.put(`${name}/a`, value, { timeoutMs: 5_000 }),
      )
    await put('before')
    await arrives('before')
    return { store, writer, arrives, put }
  }

  describe('after a fault of a cluster of three the newest value arrives', () => {
    it('when the leader is killed', { timeout: 2 * patience }, async () => {
      const { arrives, put } = await watched('leader')
      for (const value of ['1', '2']) {
        await cluster.nodes.kill(await cluster.leader())
        await put(value)
        await arrives(value)
        await cluster.nodes.start()
        await cluster.leader()
      }
    })

    it('when all nodes are killed and start again', { timeout: 2 * patience }, async () => {
      const { arrives, put } = await watched('all')
      await cluster.nodes.kill(0, 1, 2)
      await cluster.nodes.start()
      await cluster.leader()
      await put('newest')
      await cluster.compact?.()
      await arrives('newest')
      await put('later')
      await arrives('later')
    })

    it('when a minority is left, which accepts no write, and the others come back', {
      timeout: 2 * patience,
    }, async () => {
      const { writer, arrives, put } = await watched('minority')
      const leader = await cluster.leader()
      await cluster.nodes.kill(leader, (leader + 1) % 3)
      await expect(writer.put('minority/a', 'lost', { timeoutMs: 3_000 })).rejects.toMatchObject({
        code: expect.stringMatching(/^(unavailable|timeout)$/),
      })
      await cluster.nodes.start()
      await cluster.leader()
      await put('newest')
      await arrives('newest')
    })

    it('when the leader freezes, and when it thaws', { timeout: 3 * patience }, async () => {
      const { arrives, put } = await watched('frozen')
      const leader = await cluster.leader()
      cluster.nodes.freeze(leader)
      onTestFinished(() => cluster.nodes.thaw(leader))
      await put('newest')
      await arrives('newest')
      cluster.nodes.thaw(leader)
      await cluster.leader()
      await put('later')
      await arrives('later')
    })

    it('when there are 100 changes in a row', { timeout: patience }, async () => {
      const { writer, arrives } = await watched('burst')
      const arrived = arrives('100')
      for (let value = 1; value <= 100; value += 1) await writer.put('burst/a', String(value))
      await arrived
    })
  })
}
