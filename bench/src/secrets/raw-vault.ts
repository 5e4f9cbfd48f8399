import { Agent } from 'undici'
import type { RawReader } from './raw-reader.js'

/** Reads secrets with the HTTP client alone: no deadline, no check, no renewal. */
export class RawVault implements RawReader {
  readonly #agent: Agent
  readonly #origin: string
  readonly #path: string
  readonly #token: string

  /** `url` is one of `@dmt-providers/vault`: `vault+http://host:8200/mount?token=…`. */
  constructor(url: string, connections: number) {
    const { host, pathname, searchParams } = new URL(url.replace(/^vault\+/, ''))
    this.#agent = new Agent({ connections, pipelining: 1 })
    this.#origin = `http://${host}`
    this.#path = `/v1${pathname}/data/`
    this.#token = searchParams.get('token') ?? ''
  }

  async read(path: string): Promise<unknown> {
    const headers = { 'x-vault-token': this.#token }
    const { body } = await this.#agent.request({
      origin: this.#origin,
      path: this.#path + path,
      method: 'GET',
      headers,
    })
    const answer: unknown = await body.json()
    return Object.assign({ data: { data: undefined } }, answer).data.data
  }

  async close(): Promise<void> {
    await this.#agent.close()
  }
}
