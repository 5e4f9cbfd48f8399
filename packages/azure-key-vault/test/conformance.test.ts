import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { azureKeyHarness } from './azure-key-harness.js'
import { azureKeyVaultHarness } from './azure-key-vault-harness.js'

await describeOn('azure-key-vault', 'the secrets suite', ({ url }) => {
  describeSecrets(azureKeyVaultHarness(url || 'https://localhost:1'))
  describeSecrets(azureKeyHarness(url || 'https://localhost:1'))
})
