import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { startEtcdCluster } from '../../../tooling/servers/etcd/etcd-cluster.js'
import { createEtcd } from '../src/index.js'

await describeOwn('etcd-cluster', 'the config store', () => {
  clusterFaults({
    start: startEtcdCluster,
    open: (_, at) => createEtcd({ endpoints: at.map(({ host, port }) => `${host}:${port}`).join(',') }),
    tooLarge: 1_600_000,
    notRun: {
      sessionMs: 'etcd has no sessions',
      isolate: 'the nodes share one network',
      rights: 'the nodes have no passwords',
    },
  })
})
