import { contractVersions, type Provider, serverAddress } from '@dmt-providers/core'
import { createEtcd } from './create-etcd.js'

const etcd: Provider<'config'> = {
  contract: contractVersions.config,
  name: 'etcd',
  schemes: ['etcd', 'etcd+tls'],
  async open(url, { timeoutMs, retries, environment }) {
    return createEtcd({ timeoutMs, retries, environment, ...serverAddress(url, 2379) })
  },
}

/** What this package provides: the configuration store of the URLs `etcd://host:2379` and `etcd+tls://host:2379`. */
export const providers: readonly Provider[] = [etcd]
