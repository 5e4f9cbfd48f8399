import { randomUUID } from 'node:crypto'
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { SecretsHarness } from '@dmt-providers/conformance'
import { Environment, type StoreOptions } from '@dmt-providers/core'
import { AwsFront } from '../../../tooling/fixtures/aws-front.js'
import { type AwsSecretsManagerOptions, createAwsSecretsManager } from '../src/index.js'
import { SecretNames } from '../src/secret-name.js'

/** What the client signs with; moto takes any. */
export const testKeys = { aws_access_key_id: 'AKIATEST', aws_secret_access_key: 'Secret-Access-Canary-1' }

export const region = 'eu-west-1'

/** Access keys that the front refuses, each as AWS does. Source: "common error types" of its API reference. */
const refusals = {
  'wrong-password': { type: 'InvalidSignatureException', message: 'The Canonical String was … token:Session-Canary-1' },
  'unknown-user': { type: 'UnrecognizedClientException', message: 'The security token included is invalid.' },
  'no-permission': { type: 'AccessDeniedException', message: 'User: arn:aws:iam::1:user/x is not authorized' },
  exhausted: { type: 'ThrottlingException', message: 'Rate exceeded' },
} as const

/** A prefix of its own in what stands in for AWS, with these options. */
export function secretsHarness(url: string, name: string, options: AwsSecretsManagerOptions = {}): SecretsHarness {
  const prefix = `dmt/${randomUUID()}`
  let front: AwsFront | undefined
  const open = async (added: AwsSecretsManagerOptions = {}, keys: Record<string, string> = testKeys) =>
    createAwsSecretsManager({
      region,
      prefix,
      endpoint: url,
      environment: new Environment(keys),
      ...options,
      ...added,
    })
  const refused = (situation: keyof typeof refusals) => (added?: StoreOptions) =>
    open({ endpoint: front?.url, ...added }, { ...testKeys, aws_access_key_id: keyOf(situation) })
  const client = new SecretsManagerClient({
    region,
    endpoint: url,
    credentials: { accessKeyId: 'AKIARAW', secretAccessKey: 'raw' },
  })
  const corrupt = async (path: string) => {
    const SecretId = new SecretNames(prefix).of(path).name
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'damaged' }))
  }
  const history = options.groups === undefined
  return {
    contract: 'secrets',
    provider: `aws-secrets-manager${name}`,
    capabilities: { compareAndSet: true, history },
    keyOrder: true,
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: {
      'wrong-password': refused('wrong-password'),
      'unknown-user': refused('unknown-user'),
      'no-permission': refused('no-permission'),
      exhausted: refused('exhausted'),
      unreachable: (added) => open({ endpoint: 'http://127.0.0.1:1', ...added }),
      'unknown-database': (added) => open({ region: 'eu-mars-1', endpoint: undefined, ...added }),
    },
    endpoint: {
      address: () => ({ host: new URL(url).hostname, port: Number(new URL(url).port) }),
      open: ({ host, port }, added) => open({ endpoint: `http://${host}:${port}`, ...added }),
    },
    confidential: () => [testKeys.aws_secret_access_key, 'Session-Canary-1'],
    reasons: {
      sealed: 'AWS has no sealed state; a key that is lost is a case of faults.test.ts',
      'future-schema': 'formats are those of single values: secret-value.test.ts',
      'raw-stored': 'AWS encrypts; what a reader of the secret sees is the secret',
      'raw-corrupt': 'what is corrupted in a group is the whole group',
    },
    ...(history && { raw: { corrupt } }),
    async setUp() {
      front = await AwsFront.start(url)
      for (const [situation, refusal] of Object.entries(refusals)) front.refuse(refusal, { key: keyOf(situation) })
    },
    async tearDown() {
      front?.close()
      client.destroy()
    },
  }
}

const keyOf = (situation: string) => `AKIA${situation.replace(/\W/g, '').toUpperCase()}`
