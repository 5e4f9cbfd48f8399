import { describeSecrets, describeStorage } from '../src/vitest.js'
import { remoteSecretsHarness, remoteStorageHarness } from './remote/remote-harness.js'

describeStorage(remoteStorageHarness())
describeSecrets(remoteSecretsHarness())
