import type { Address } from '@dmt-providers/conformance'
import { ConfigStore, Environment } from '@dmt-providers/core'
import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { lacksNetworks } from '../../../tooling/servers/node-networks.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { startZookeeperCluster } from '../../../tooling/servers/zookeeper/zookeeper-cluster.js'
import { digestOf, superUser } from '../../../tooling/servers/zookeeper/zookeeper-node.js'
import { ZookeeperDriver } from '../src/driver.js'
import { createZookeeper, zookeeperOptions } from '../src/index.js'
import { ZookeeperSession } from '../src/session/zookeeper-session.js'
import { RawZookeeper } from './raw-zookeeper.js'

/** Milliseconds of a session: the shortest that two ticks of the servers allow is one second. */
const sessionMs = 4_000

const prefix = 'dmt'

const noNetworks = await lacksNetworks()

const textOf = (at: readonly Address[]) => at.map(({ host, port }) => `${host}:${port}`).join(',')

/** Makes every node of the store another owner's. */
async function handOver(endpoints: string, scheme: string, id: string): Promise<void> {
  const raw = new RawZookeeper(endpoints, superUser)
  for (const node of await raw.tree(`/${prefix}`)) await raw.setOwner(node, scheme, id)
  raw.close()
}

async function start() {
  const cluster = await startZookeeperCluster()
  if (isMissing(cluster)) return cluster
  const endpoints = textOf(cluster.addresses)
  const rights = {
    revoke: () => handOver(endpoints, 'digest', digestOf({ user: 'another', password: 'Another-Password-1' })),
    grant: () => handOver(endpoints, 'world', 'anyone'),
  }
  return { ...cluster, sessionMs, rights }
}

/** A store that may do everything, and whose nodes are everybody's all the same. */
function openAdministrator(_: object, at: readonly Address[]): ConfigStore {
  const settings = zookeeperOptions.parse(
    { endpoints: textOf(at), sessionTimeoutMs: sessionMs, ...superUser },
    new Environment({}),
  )
  return new ConfigStore(new ZookeeperDriver(new ZookeeperSession(settings), prefix, 'anyone'))
}

await describeOwn('zookeeper-cluster', 'the config store', () => {
  clusterFaults({
    start,
    open: (_, at) => createZookeeper({ endpoints: textOf(at), sessionTimeoutMs: sessionMs, prefix }),
    openAdministrator,
    tooLarge: 1_100_000,
    notRun: { compact: 'ZooKeeper keeps no history', ...(noNetworks && { isolate: noNetworks }) },
  })
})
