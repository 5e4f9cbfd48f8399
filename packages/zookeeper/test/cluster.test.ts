import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { startZookeeperCluster } from '../../../tooling/servers/zookeeper/zookeeper-cluster.js'
import { createZookeeper } from '../src/index.js'

await describeOwn('zookeeper-cluster', 'the config store', () => {
  clusterFaults({
    start: startZookeeperCluster,
    open: ({ endpoints }) => createZookeeper({ endpoints, sessionTimeoutMs: 4_000 }),
  })
})
