import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { RawReader } from './raw-reader.js'

/** Reads secrets with AWS's own client alone: no deadline, no check of what was read. */
export class RawAws implements RawReader {
  readonly #client: SecretsManagerClient
  readonly #prefix: string

  /** `url` is one of `@dmt-providers/aws-secrets-manager`, with an endpoint: `aws-secrets-manager://region/prefix?endpoint=…`. */
  constructor(url: string, connections: number) {
    const { hostname, pathname, searchParams } = new URL(url.replace(/^aws-secrets-manager/, 'http'))
    this.#prefix = `${pathname.slice(1)}/`
    const agent = { keepAlive: true, maxSockets: connections }
    this.#client = new SecretsManagerClient({
      region: hostname,
      endpoint: String(searchParams.get('endpoint')),
      credentials: { accessKeyId: 'raw', secretAccessKey: 'raw' },
      maxAttempts: 1,
      requestHandler: { httpAgent: agent },
    })
  }

  async read(path: string): Promise<unknown> {
    const command = new GetSecretValueCommand({ SecretId: this.#prefix + path, VersionStage: 'AWSCURRENT' })
    const { SecretString = '' } = await this.#client.send(command)
    const value: unknown = JSON.parse(SecretString)
    return Object.assign({ data: undefined }, value).data
  }

  async close(): Promise<void> {
    this.#client.destroy()
  }
}
