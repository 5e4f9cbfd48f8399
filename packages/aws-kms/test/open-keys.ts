import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { Environment, type KeyWrapper } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { AwsFront } from '../../../tooling/fixtures/aws-front.js'
import { type AwsKmsOptions, createAwsKms } from '../src/index.js'

/** What the client signs with, as MPS and RPS leave it; moto takes any. */
export const environment = new Environment({
  aws_access_key_id: 'AKIATEST',
  aws_secret_access_key: 'Secret-Access-Canary-1',
})

/** Makes a key in what stands in for KMS, with an alias where one is given, and answers its ARN. */
export async function newKey(url: string, alias?: string): Promise<string> {
  const client = new KMSClient({
    region: 'eu-west-1',
    endpoint: url,
    credentials: { accessKeyId: 'AKIARAW', secretAccessKey: 'raw' },
  })
  try {
    const { KeyMetadata } = await client.send(new CreateKeyCommand({}))
    const arn = String(KeyMetadata?.Arn)
    if (alias !== undefined) await client.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: arn }))
    return arn
  } finally {
    client.destroy()
  }
}

/** A new key, and a wrapper that reaches it by a front. */
export interface OpenKey {
  readonly arn: string
  readonly front: AwsFront
  readonly key: KeyWrapper
  /** How a URL names the key, with `key=` before it. */
  readonly source: string
  open(options?: Partial<AwsKmsOptions>): KeyWrapper
}

/** Makes one, which ends with the test. */
export async function openKey(url: string, options: Partial<AwsKmsOptions> = {}): Promise<OpenKey> {
  const arn = await newKey(url)
  const front = await AwsFront.start(url)
  onTestFinished(() => front.close())
  const open = (added: Partial<AwsKmsOptions> = {}) => {
    const key = createAwsKms({ keyId: arn, endpoint: front.url, environment, ...options, ...added })
    onTestFinished(async () => await key.close?.())
    return key
  }
  return { arn, front, key: open(), source: `aws-kms:${arn}?endpoint=${front.url}`, open }
}
