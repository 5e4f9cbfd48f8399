import { readFileSync } from 'node:fs'
import { DefaultAzureCredential } from '@azure/identity'
import { SecretClient } from '@azure/keyvault-secrets'
import type { RawReader } from './raw-reader.js'

/** Reads secrets with Azure's own client alone: no deadline, no check of what was read. */
export class RawKeyVault implements RawReader {
  readonly #client: SecretClient
  readonly #prefix: string

  /** `url` is one of `@dmt-providers/azure-key-vault`, with a prefix of small letters: `azure-key-vault://host/prefix?ca=file`. */
  constructor(url: string) {
    const { host, pathname, searchParams } = new URL(url.replace(/^azure-key-vault/, 'https'))
    const ca = searchParams.get('ca')
    this.#prefix = pathname.slice(1)
    this.#client = new SecretClient(`https://${host}`, new DefaultAzureCredential(), {
      serviceVersion: '7.6',
      disableChallengeResourceVerification: searchParams.get('verifyChallengeResource') === 'false',
      retryOptions: { maxRetries: 0 },
      ...(ca === null ? {} : { tlsOptions: { ca: [readFileSync(ca, 'utf8')] } }),
    })
  }

  async read(path: string): Promise<unknown> {
    const { value = '' } = await this.#client.getSecret(`${this.#prefix}--${path.replace('/', '--')}`)
    return JSON.parse(value)
  }

  async close(): Promise<void> {
    // The client keeps no connection that would need an end.
  }
}
