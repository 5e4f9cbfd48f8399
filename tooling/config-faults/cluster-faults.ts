import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest'
import { isMissing } from '../servers/server.js'
import { accessFaults } from './access-faults.js'
import type { ClusterFaults, ClusterHooks, ConfigCluster } from './config-cluster.js'
import type { Fault } from './fault.js'
import { nodeFaults } from './node-faults.js'
import { storeFaults } from './store-faults.js'
import { valueFaults } from './value-faults.js'
import { patience, WatchedCluster } from './watched-cluster.js'

const list: readonly Fault[] = [...nodeFaults, ...storeFaults, ...accessFaults, ...valueFaults]

/**
 * Registers the faults of a cluster of three as tests: after each one the newest value arrives, what comes later arrives
 * too, and the store is quiet.
 */
export function clusterFaults<Cluster extends ConfigCluster>(faults: ClusterFaults<Cluster>): void {
  let cluster: Cluster

  beforeAll(async () => {
    const started = await faults.start()
    if (isMissing(started)) throw new Error(started.missing)
    cluster = started
  }, 2 * patience)

  afterAll(async () => await cluster?.nodes.stop())

  describe('after a fault of a cluster of three the newest value arrives and the store is quiet', () => {
    for (const [place, fault] of list.entries()) {
      const reason = fault.needs && faults.notRun?.[fault.needs]
      if (reason !== undefined) {
        it.skip(`${fault.title} [not run: ${reason}]`)
        continue
      }
      it(fault.title, { timeout: 3 * patience }, async () => {
        requireHook(cluster, fault.needs)
        await cluster.leader()
        const watched = await WatchedCluster.start(`fault-${place}`, cluster, faults)
        onTestFinished(() => watched.end())
        await fault.run(cluster, watched, { tooLarge: faults.tooLarge })
        await watched.put('later')
        await watched.arrives('later')
        await watched.isQuiet()
      })
    }
  })
}

function requireHook(cluster: ConfigCluster, hook: keyof ClusterHooks | undefined): void {
  if (hook === undefined || cluster[hook] !== undefined) return
  throw new Error(`the cluster offers no ${hook}; say why in notRun`)
}
