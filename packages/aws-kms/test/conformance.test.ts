import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { kmsHarness } from './kms-harness.js'

await describeOn('moto', 'the secrets suite', ({ url }) => describeSecrets(kmsHarness(url)))
