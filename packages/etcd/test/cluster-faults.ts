import { clusterFaults } from '../../../tooling/config-faults/cluster-faults.js'
import { type EtcdCluster, startEtcdCluster } from '../../../tooling/servers/etcd/etcd-cluster.js'
import type { EtcdProgram } from '../../../tooling/servers/etcd/etcd-program.js'
import { lacksNetworks } from '../../../tooling/servers/node-networks.js'
import type { MissingServer } from '../../../tooling/servers/server.js'
import { createEtcd } from '../src/index.js'

const noNetworks = await lacksNetworks()

/** The faults of a cluster, on an etcd that is found so. */
export function etcdFaults(find: () => Promise<EtcdProgram | MissingServer>): void {
  const open =
    (who: 'service' | 'administrator') =>
    (cluster: EtcdCluster, at: readonly { readonly host: string; readonly port: number }[]) =>
      createEtcd({
        endpoints: at.map(({ host, port }) => `${host}:${port}`).join(','),
        tls: true,
        serverName: 'localhost',
        ...cluster.files,
        ...cluster[who],
        prefix: 'dmt/',
        rescanMs: 1_000,
      })
  clusterFaults({
    start: () => startEtcdCluster(find),
    open: open('service'),
    openAdministrator: open('administrator'),
    tooLarge: 1_600_000,
    notRun: { sessionMs: 'etcd has no sessions', ...(noNetworks && { isolate: noNetworks }) },
  })
}
