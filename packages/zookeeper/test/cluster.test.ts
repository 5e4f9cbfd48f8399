import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { startZookeeperCluster } from '../../../tooling/servers/zookeeper/zookeeper-cluster.js'
import { createZookeeper } from '../src/index.js'

/** Milliseconds of a session: the shortest that two ticks of the servers allow is one second. */
const sessionMs = 4_000

await describeOwn('zookeeper-cluster', 'the config store', () => {
  clusterFaults({
    start: async () => ({ sessionMs, ...(await startZookeeperCluster()) }),
    open: (_, at) =>
      createZookeeper({
        endpoints: at.map(({ host, port }) => `${host}:${port}`).join(','),
        sessionTimeoutMs: sessionMs,
      }),
    tooLarge: 1_100_000,
    notRun: {
      compact: 'ZooKeeper keeps no history',
      isolate: 'the servers share one network',
      rights: 'the nodes have no access control yet',
    },
  })
})
