import { randomUUID } from 'node:crypto'
import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { Environment } from '@dmt-providers/core'
import { describe, it } from 'vitest'
import { createAwsSecretsManager } from '../src/index.js'

const environment = new Environment()
const region = environment.get('DMT_TEST_AWS_REGION')

/** On AWS itself, with the credentials of the environment; no more of the suite than a bill should bear. */
if (region === undefined) {
  describe('AWS itself', () => {
    it.skip('the secrets suite [DMT_TEST_AWS_REGION is not set]', () => undefined)
  })
} else {
  const prefix = `dmt-test/${randomUUID()}`
  const open = async (options: object = {}) =>
    createAwsSecretsManager({ region, prefix, recoveryDays: 7, environment, ...options })
  describeSecrets(
    {
      contract: 'secrets',
      provider: 'aws-secrets-manager (AWS)',
      capabilities: { compareAndSet: true, history: true },
      keyOrder: true,
      open,
      openSecond: open,
      openWithOptions: open,
    },
    { timeoutMs: 120_000 },
  )
}
