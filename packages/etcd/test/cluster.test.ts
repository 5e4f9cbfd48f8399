import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { startEtcdCluster } from '../../../tooling/servers/etcd/etcd-cluster.js'
import { createEtcd } from '../src/index.js'

await describeOwn('etcd-cluster', 'the config store', () => {
  clusterFaults({
    start: startEtcdCluster,
    open: ({ urls }) => createEtcd({ endpoints: urls.map((url) => new URL(url).host).join(',') }),
  })
})
