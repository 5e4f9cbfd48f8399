import type { Call, Environment } from '@dmt-providers/core'
import { TlsContext, tlsWords } from '@dmt-providers/tls'
import type { Agent, buildConnector, Dispatcher } from 'undici'
import type { ConnectionSettings } from '../connection-options.js'
import { ReplyHandler } from './reply-handler.js'

/** What ends a request before its reply: the call that it is made for, or a signal. */
export type Until = Call | AbortSignal

/** One request as it goes over the network. */
export interface HttpRequest {
  /** Scheme, host and port. */
  readonly origin: string
  /** Path and query. */
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
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
  #opened: Promise<Agent> | undefined
  #agent: Agent | undefined

  constructor(
    private readonly settings: ConnectionSettings,
    environment: Environment,
  ) {
    const { ca, cert, key, keyPassphrase: passphrase } = settings
    this.#tls = new TlsContext({ ca, cert, key, passphrase }, words, environment)
  }

  async send(request: HttpRequest, until: Until): Promise<HttpReply> {
    this.#opened ??= this.#open()
    const agent = this.#agent ?? (await this.#opened)
    return await new Promise((resolve, reject) => {
      const handler = new ReplyHandler(resolve, reject, until)
      agent.dispatch(request as Dispatcher.DispatchOptions, handler)
    })
  }

  async close(): Promise<void> {
    const agent = await this.#opened?.catch(() => undefined)
    await agent?.destroy()
  }

  async #open(): Promise<Agent> {
    const undici = await import('undici')
    const { poolMax, attemptTimeoutMs } = this.settings
    this.#agent = new undici.Agent({
      connections: poolMax,
      pipelining: 1,
      keepAliveTimeout: idle,
      keepAliveMaxTimeout: idle,
      headersTimeout: attemptTimeoutMs,
      bodyTimeout: attemptTimeoutMs,
      connect: this.#connector(undici.buildConnector),
    })
    return this.#agent
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
