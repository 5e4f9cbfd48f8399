import { describeConfig, describeSecrets, describeStorage } from '../src/vitest.js'
import { remoteConfigHarness, remoteSecretsHarness, remoteStorageHarness } from './remote/remote-harness.js'

describeStorage(remoteStorageHarness())
describeSecrets(remoteSecretsHarness())
describeConfig(remoteConfigHarness())
