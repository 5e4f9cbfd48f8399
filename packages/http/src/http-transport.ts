import type { Call } from '@dmt-providers/core'
import type { TlsContext } from '@dmt-providers/tls'
import type { Agent, buildConnector, Dispatcher } from 'undici'
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
  /** Milliseconds until the reply begins, and between its parts, where they are other than the transport's. */
  readonly patienceMs?: number | undefined
}

/** What came back. */
export interface HttpReply {
  readonly status: number
  readonly text: string
  header(name: string): string | undefined
}

/** Milliseconds for which an idle connection is kept: less than the minute of common load balancers. */
const idle = 50_000

/** What bounds the connections of a transport. */
export interface TransportSettings {
  /** Connections to each node that are open at most; requests beyond them wait. */
  readonly poolMax: number
  /** Milliseconds until a connection is made, until a reply begins, and between its parts. */
  readonly attemptTimeoutMs: number
  /** Name that the certificates of the nodes must have, where it is not the host. */
  readonly serverName?: string | undefined
}

/**
 * Connections to the nodes of a server: kept alive, bounded for each node, each with the certificates that are current
 * when it is made. A request is sent once; nothing is repeated and no redirection followed.
 */
export class HttpTransport {
  #opened: Promise<Agent> | undefined
  #agent: Agent | undefined

  /** Connects to nothing yet. */
  constructor(
    private readonly settings: TransportSettings,
    private readonly tls: TlsContext,
  ) {}

  /** Answers whatever status comes back. Throws what Node and undici report, see `httpErrorClass`. */
  async send({ patienceMs, ...request }: HttpRequest, until: Until): Promise<HttpReply> {
    this.#opened ??= this.#open()
    const agent = this.#agent ?? (await this.#opened)
    return await new Promise((resolve, reject) => {
      const handler = new ReplyHandler(resolve, reject, until)
      const patience = patienceMs === undefined ? {} : { headersTimeout: patienceMs, bodyTimeout: patienceMs }
      agent.dispatch({ ...request, ...patience } as Dispatcher.DispatchOptions, handler)
    })
  }

  /** Breaks every connection; what is under way fails. */
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
      this.tls.current().then(
        (secureContext) => {
          const named = serverName === undefined ? options : { ...options, servername: serverName }
          build({ timeout, secureContext })(named, callback)
        },
        (error: Error) => callback(error, null),
      )
    }
  }
}
