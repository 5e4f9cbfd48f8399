import { contractVersions, type Provider, serverAddress } from '@dmt-providers/core'
import { createZookeeper } from './create-zookeeper.js'

/** Where servers listen by convention: `clientPort` and `secureClientPort`. */
const [plainPort, tlsPort] = [2181, 2281]

const zookeeper: Provider<'config'> = {
  contract: contractVersions.config,
  name: 'zookeeper',
  schemes: ['zookeeper', 'zookeeper+tls'],
  async open(url, { timeoutMs, retries, environment }) {
    const port = url.scheme === 'zookeeper+tls' ? tlsPort : plainPort
    return createZookeeper({ timeoutMs, retries, environment, ...serverAddress(url, port) })
  },
}

/** What this package provides: the configuration store of `zookeeper://host:2181` and `zookeeper+tls://host:2281`. */
export const providers: readonly Provider[] = [zookeeper]
