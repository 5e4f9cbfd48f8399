import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { embeddedHarness, serverHarness } from './database-harness.js'
import { fileHarness } from './file-harness.js'

describeSecrets(fileHarness())
describeSecrets(embeddedHarness())
await describeOn('postgres', 'the secrets suite', () => describeSecrets(serverHarness()))
