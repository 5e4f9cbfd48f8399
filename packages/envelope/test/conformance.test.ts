import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { fileHarness } from './file-harness.js'

describeSecrets(fileHarness())
