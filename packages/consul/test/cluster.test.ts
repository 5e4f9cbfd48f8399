import type { Address } from '@dmt-providers/conformance'
import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { startConsulCluster } from '../../../tooling/servers/consul/consul-cluster.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { lacksNetworks } from '../../../tooling/servers/node-networks.js'
import { createConsul } from '../src/index.js'

const openAt = (at: readonly Address[], token: string, ca: string) =>
  createConsul({
    endpoints: at.map(({ host, port }) => `${host}:${port}`).join(','),
    tls: true,
    // The proxies in between are on this machine.
    serverName: 'localhost',
    ca,
    token,
    prefix: 'dmt/',
  })

const noNetworks = await lacksNetworks()

await describeOwn('consul-cluster', 'the config store', () => {
  clusterFaults({
    start: () => startConsulCluster(),
    open: ({ ca, token }, at) => openAt(at, token, ca),
    openAdministrator: ({ ca, administrator }, at) => openAt(at, administrator, ca),
    tooLarge: 400_000,
    notRun: {
      compact: 'Consul keeps no history',
      sessionMs: 'a watch has no session',
      ...(noNetworks && { isolate: noNetworks }),
    },
  })
})
