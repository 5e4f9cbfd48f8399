import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecretsHarness } from '@dmt-providers/conformance'
import { Environment, openSecrets, registerProvider, type StoreOptions } from '@dmt-providers/core'
import { createEnvelope, providers, registerKeyService } from '@dmt-providers/envelope'
import { AwsFront } from '../../../tooling/fixtures/aws-front.js'
import { folderOfPath } from '../../envelope/src/file-records/folder-name.js'
import { keyServices } from '../src/index.js'
import { environment, newKey } from './open-keys.js'

for (const provider of providers) registerProvider(provider)
for (const service of keyServices) registerKeyService(service)

/** Access keys that the front refuses, each as AWS does. Source: "common errors" of the API reference of KMS. */
const refusals = {
  'wrong-password': { type: 'InvalidSignatureException', message: 'The Canonical String was … token:Session-Canary-1' },
  'unknown-user': { type: 'UnrecognizedClientException', message: 'The security token included is invalid.' },
  'no-permission': { type: 'AccessDeniedException', message: 'User: arn:aws:iam::1:user/x is not authorized' },
} as const

const variables = { aws_access_key_id: 'AKIATEST', aws_secret_access_key: 'Secret-Access-Canary-1' }

/** Sealed secrets in a folder, under a key in what stands in for KMS. */
export function kmsHarness(url: string): SecretsHarness {
  let [folder, arn, other] = ['', '', '']
  let front: AwsFront | undefined
  const openAt = async (key: string, endpoint: string, options: object = {}, accessKey = 'AKIATEST') => {
    const signing = new Environment({ ...variables, aws_access_key_id: accessKey })
    const source = `envelope+file:${join(folder, 'store')}?key=aws-kms:${key}?endpoint=${endpoint}`
    return await openSecrets(source, { ...options, environment: signing })
  }
  const open = (options?: StoreOptions) => openAt(arn, url, options)
  const refused = (situation: keyof typeof refusals) => (options?: StoreOptions) =>
    openAt(arn, front?.url ?? '', options, keyOf(situation))
  return {
    contract: 'secrets',
    provider: 'envelope (files, AWS KMS)',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    open,
    openSecond: open,
    openWithOptions: async (added) =>
      createEnvelope({ folder: join(folder, 'store'), key: `aws-kms:${arn}?endpoint=${url}`, environment, ...added }),
    openWith: {
      'wrong-password': refused('wrong-password'),
      'unknown-user': refused('unknown-user'),
      'no-permission': refused('no-permission'),
      unreachable: (options) => openAt(arn, 'http://127.0.0.1:1', options),
      'wrong-key': (options) => openAt(other, url, options),
    },
    confidential: () => [variables.aws_secret_access_key, 'Session-Canary-1'],
    reasons: {
      endpoint: 'records are files; that KMS is away is a case of key-loss.test.ts',
      sealed: 'KMS has no sealed state; a key that is lost is a case of key-loss.test.ts',
      exhausted: 'that KMS throttles is a case of key-loss.test.ts',
      'unknown-database': 'files are a case of the envelope’s own suite',
      'future-schema': 'files are a case of the envelope’s own suite',
      'raw-corrupt': 'files are a case of the envelope’s own suite',
    },
    raw: {
      async stored(path) {
        const place = join(folder, 'store', 'records', folderOfPath(path))
        const names = await readdir(place)
        const texts = names.map((name) => readFile(join(place, name), 'utf8'))
        return [...names, ...(await Promise.all(texts))].join('\n')
      },
    },
    async setUp() {
      folder = await mkdtemp(join(tmpdir(), 'dmt-aws-kms-'))
      arn = await newKey(url)
      other = await newKey(url)
      front = await AwsFront.start(url)
      for (const [situation, refusal] of Object.entries(refusals)) front.refuse(refusal, { key: keyOf(situation) })
      const first = await open()
      await first.put('first', {})
      await first.close()
    },
    async tearDown() {
      front?.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const keyOf = (situation: string) => `AKIA${situation.replace(/\W/g, '').toUpperCase()}`
