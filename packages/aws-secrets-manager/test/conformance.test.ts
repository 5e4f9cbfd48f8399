import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { secretsHarness } from './secrets-harness.js'

await describeOn('moto', 'the secrets suite', ({ url }) => {
  describeSecrets(secretsHarness(url, ''))
  describeSecrets(secretsHarness(url, ' (groups, batches)', { groups: 3, groupPrefix: '', batchReads: true }))
})
