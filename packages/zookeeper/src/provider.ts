import { contractVersions, type Provider, ProviderError, serverAddress } from '@dmt-providers/core'
import { createZookeeper } from './create-zookeeper.js'

const zookeeper: Provider<'config'> = {
  contract: contractVersions.config,
  name: 'zookeeper',
  schemes: ['zookeeper', 'zookeeper+tls'],
  async open(url, { timeoutMs, retries, environment }) {
    if (url.scheme === 'zookeeper+tls') throw withoutTls()
    return createZookeeper({ timeoutMs, retries, environment, ...serverAddress(url, 2181) })
  },
}

/** What this package provides: the configuration store of the URL `zookeeper://host:2181`. */
export const providers: readonly Provider[] = [zookeeper]

function withoutTls(): ProviderError {
  return new ProviderError(
    'unsupported',
    'zookeeper: no client of ZooKeeper for Node speaks TLS without an add-on; use zookeeper:// through a tunnel or a ' +
      'service mesh that encrypts, or another configuration store',
    { provider: 'zookeeper' },
  )
}
