import { randomUUID } from 'node:crypto'
import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { Environment, type SecretsStore } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { AwsFront } from '../../../tooling/fixtures/aws-front.js'
import { type AwsSecretsManagerOptions, createAwsSecretsManager } from '../src/index.js'
import { region, testKeys } from './secrets-harness.js'

/** A prefix of its own, a front before what stands in for AWS, and the client of AWS beside both. */
export interface Place {
  readonly prefix: string
  readonly front: AwsFront
  /** A store that reaches AWS by the front. */
  readonly store: SecretsStore
  /** Another one, which shares nothing with it, and goes past the front. */
  open(options?: AwsSecretsManagerOptions, variables?: Record<string, string>): SecretsStore
  describe(path: string): Promise<DescribeSecretCommandOutput>
  /** What an operator does in the console. */
  write(path: string, text: string): Promise<void>
  remove(path: string): Promise<void>
  restore(path: string): Promise<void>
}

/** Makes one, which ends with the test. */
export async function openPlace(url: string, options: AwsSecretsManagerOptions = {}): Promise<Place> {
  const prefix = `dmt/${randomUUID()}`
  const front = await AwsFront.start(url)
  const credentials = { accessKeyId: 'AKIARAW', secretAccessKey: 'raw' }
  const client = new SecretsManagerClient({ region, endpoint: url, credentials })
  const open = (added: AwsSecretsManagerOptions = {}, variables: Record<string, string> = testKeys) => {
    const environment = new Environment(variables)
    const store = createAwsSecretsManager({ region, prefix, endpoint: url, environment, ...options, ...added })
    onTestFinished(() => store.close())
    return store
  }
  onTestFinished(() => {
    front.close()
    client.destroy()
  })
  const idOf = (path: string) => ({ SecretId: `${prefix}/${path}` })
  return {
    prefix,
    front,
    open,
    store: open({ endpoint: front.url }),
    describe: (path) => client.send(new DescribeSecretCommand(idOf(path))),
    write: async (path, text) => {
      await client.send(new PutSecretValueCommand({ ...idOf(path), SecretString: text }))
    },
    remove: async (path) => {
      await client.send(new DeleteSecretCommand(idOf(path)))
    },
    restore: async (path) => {
      await client.send(new RestoreSecretCommand(idOf(path)))
    },
  }
}
