import type { Environment } from '@dmt-providers/core'
import { TlsContext, tlsWords } from '@dmt-providers/tls'
import type { Agent, buildConnector } from 'undici'
import type { VaultSettings } from '../options.js'

/** One request as it goes over the network. */
export interface HttpRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly signal: AbortSignal | undefined
}

/** What came back. */
export interface HttpReply {
  readonly status: number
  readonly text: string
  header(name: string): string | undefined
}

/** Milliseconds for which an idle connection is kept: less than the minute of common load balancers. */
const idle = 50_000

/** The words of errors about certificates. */
export const words = tlsWords('vault', 'Vault', 'vault+https://')

/** Connections to Vault: kept alive, bounded for each node, each with the certificates that are current when it is made. */
export class Transport {
  readonly #tls: TlsContext
  #opened: Promise<{ agent: Agent }> | undefined

  constructor(
    private readonly settings: VaultSettings,
    environment: Environment,
  ) {
    const { ca, cert, key, keyPassphrase: passphrase } = settings
    this.#tls = new TlsContext({ ca, cert, key, passphrase }, words, environment)
  }

  async send({ url, method, headers, body, signal }: HttpRequest): Promise<HttpReply> {
    this.#opened ??= this.#open()
    const { agent } = await this.#opened
    const at = new URL(url)
    const reply = await agent.request({
      origin: at.origin,
      path: at.pathname + at.search,
      method: method as 'GET',
      headers,
      body: body ?? null,
      signal: signal ?? null,
    })
    const text = await reply.body.text()
    return { status: reply.statusCode, text, header: (name) => textOf(reply.headers[name]) }
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined)
    await opened?.agent.destroy()
  }

  async #open(): Promise<{ agent: Agent }> {
    const undici = await import('undici')
    const { poolMax, attemptTimeoutMs } = this.settings
    const agent = new undici.Agent({
      connections: poolMax,
      pipelining: 1,
      keepAliveTimeout: idle,
      keepAliveMaxTimeout: idle,
      headersTimeout: attemptTimeoutMs,
      bodyTimeout: attemptTimeoutMs,
      connect: this.#connector(undici.buildConnector),
    })
    return { agent }
  }

  #connector(build: typeof buildConnector): buildConnector.connector {
    const { attemptTimeoutMs: timeout, serverName } = this.settings
    const plain = build({ timeout })
    return (options, callback) => {
      if (options.protocol !== 'https:') return void plain(options, callback)
      this.#tls.current().then(
        (secureContext) => {
          const named = serverName === undefined ? options : { ...options, servername: serverName }
          build({ timeout, secureContext })(named, callback)
        },
        (error: Error) => callback(error, null),
      )
    }
  }
}

const textOf = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : value?.[0])
