import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { Environment } from '@dmt-providers/core'
import { createEnvelope, registerKeyService } from '@dmt-providers/envelope'
import { describe, it } from 'vitest'
import { keyServices } from '../src/index.js'

for (const service of keyServices) registerKeyService(service)

const environment = new Environment()
const arn = environment.get('DMT_TEST_AWS_KMS_KEY')

/** On KMS itself, with the credentials of the environment. */
if (arn === undefined) {
  describe('KMS itself', () => {
    it.skip('the secrets suite [DMT_TEST_AWS_KMS_KEY is not set]', () => undefined)
  })
} else {
  let place = ''
  const open = async (options: object = {}) =>
    createEnvelope({ folder: join(place, 'store'), key: `aws-kms:${arn}`, environment, ...options })
  describeSecrets(
    {
      contract: 'secrets',
      provider: 'envelope (files, AWS KMS itself)',
      capabilities: { compareAndSet: true, history: true },
      keyOrder: true,
      open,
      openSecond: open,
      openWithOptions: open,
      setUp: async () => {
        place = await mkdtemp(join(tmpdir(), 'dmt-aws-kms-live-'))
      },
      tearDown: () => rm(place, { recursive: true, force: true }),
    },
    { timeoutMs: 120_000 },
  )
}
