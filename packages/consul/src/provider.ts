import { contractVersions, type Provider, serverAddress } from '@dmt-providers/core'
import { createConsul } from './create-consul.js'

const consul: Provider<'config'> = {
  contract: contractVersions.config,
  name: 'consul',
  schemes: ['consul', 'consul+tls'],
  async open(url, { timeoutMs, retries, environment }) {
    return createConsul({ timeoutMs, retries, environment, ...serverAddress(url, 8500) })
  },
}

/** What this package provides: the configuration store of the URLs `consul://host:8500` and `consul+tls://host:8501`. */
export const providers: readonly Provider[] = [consul]
