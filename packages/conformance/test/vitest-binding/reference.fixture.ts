import { createReferenceSecrets, ReferenceVault, type SecretsHarness } from '../../src/index.js'
import { describeSecrets } from '../../src/vitest.js'

const vault = new ReferenceVault()
const harness: SecretsHarness = {
  contract: 'secrets',
  provider: 'reference',
  // A false claim, for a case that fails.
  capabilities: { compareAndSet: true, history: false },
  open: async (options) => createReferenceSecrets(vault, options),
  reasons: { endpoint: 'memory has no endpoint' },
}

describeSecrets(harness, { require: ['second-store'] })
