import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { startConsulCluster } from '../../../tooling/servers/consul/consul-cluster.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { createConsul } from '../src/index.js'

await describeOwn('consul-cluster', 'the config store', () => {
  clusterFaults({
    start: startConsulCluster,
    open: ({ endpoints, ca, token }) => createConsul({ endpoints, tls: true, ca, token, prefix: 'dmt/' }),
  })
})
