import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { vaultHarness } from './vault-harness.js'

await describeOn('vault', 'the secrets suite', ({ url }) => {
  describeSecrets(vaultHarness(url || 'http://:token@127.0.0.1:1', '2'))
  describeSecrets(vaultHarness(url || 'http://:token@127.0.0.1:1', '1'))
})
