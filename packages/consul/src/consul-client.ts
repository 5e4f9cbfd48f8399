import { type Environment, ProviderError } from '@dmt-providers/core'
import { HttpNodes, type HttpReply, HttpTransport, type Until } from '@dmt-providers/http'
import { explainTlsError, isLocal, TlsContext, tlsWords, warnOfWeakTls } from '@dmt-providers/tls'
import { checkedReply } from './consul-reply.js'
import { ConsulError } from './errors.js'
import type { ConsulSettings } from './options.js'
import { TokenSource } from './token-source.js'

/** One request to Consul's HTTP interface. */
export interface ConsulRequest {
  readonly method: 'GET' | 'PUT'
  /** What follows `/v1/`, percent-encoded. */
  readonly path: string
  /** Parameters beside those that every request has. */
  readonly query?: string
  readonly body?: string
  /** Whose connection it takes: watches must not keep calls waiting. Default: that of calls. */
  readonly on?: 'calls' | 'watches' | undefined
  /** Answers only once the store is beyond this index, which is not 0, or the wait is over. */
  readonly beyond?: number | undefined
}

/**
 * Connections to each server that are open at most, for calls and for watches: a server takes 200 of one address unless
 * it is told otherwise, and behind one address there may be several services. Source: Consul,
 * "limits.http_max_conns_per_client".
 */
const [callConnections, watchConnections] = [16, 25]

/**
 * Milliseconds that a blocking query waits, to which Consul adds a sixteenth at most by chance. It is how long a silent
 * connection, or a token that was taken back, can go unnoticed.
 */
const wait = 10_000

const words = tlsWords('consul', 'Consul', 'consul+tls://')

/** Puts a client together from checked options. Throws `invalid-options`. */
export function consulClient(settings: ConsulSettings, environment: Environment): ConsulClient {
  const { endpoints, tls, ca, cert, key, keyPassphrase: passphrase } = settings
  const addresses = endpoints.split(',').map((one) => `${tls ? 'https' : 'http'}://${one}`)
  for (const address of addresses) {
    const host = new URL(address).hostname.replace(/^\[|\]$/g, '')
    if (!tls && !isLocal(host)) warnOfWeakTls('none', host, words)
  }
  const context = new TlsContext({ ca, cert, key, passphrase }, words, environment)
  const connections = (poolMax: number) => new HttpTransport({ ...settings, poolMax }, context)
  const both = { calls: connections(callConnections), watches: connections(watchConnections) }
  return new ConsulClient(settings, addresses, both)
}

/** Sends requests to one of the servers, with a token that is good. */
export class ConsulClient {
  readonly #nodes: HttpNodes
  readonly #tokens: TokenSource
  #anonymous: Promise<boolean> | undefined

  constructor(
    private readonly settings: ConsulSettings,
    addresses: readonly string[],
    private readonly connections: Readonly<Record<'calls' | 'watches', HttpTransport>>,
  ) {
    this.#nodes = new HttpNodes(addresses)
    this.#tokens = new TokenSource(settings)
  }

  /** Answers a reply that may be believed, see `checkedReply`. Throws {@link ConsulError}, and what the network reports. */
  async send(request: ConsulRequest, until: Until): Promise<HttpReply> {
    const token = await this.#tokens.current()
    try {
      return await this.#exchange(request, await this.#told(token), until)
    } catch (error) {
      if (!isRefusal(error)) throw error
      await this.#leaderIsReady(until)
      const another = await this.#told(await this.#tokens.after(token))
      // To wait once more would put off what is to be found out.
      return await this.#exchange({ ...request, beyond: undefined }, another, until)
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.connections).map((one) => one.close()))
  }

  /**
   * The token that a request has. To whoever gives none Consul does not tell that it left something out of a listing,
   * but it does to the token that it takes in place of none.
   */
  async #told(token: string | undefined): Promise<string | undefined> {
    if (token !== undefined) return token
    this.#anonymous ??= this.#isAnonymous(AbortSignal.timeout(this.settings.attemptTimeoutMs))
    this.#anonymous.catch(() => {
      this.#anonymous = undefined
    })
    return (await this.#anonymous) ? 'anonymous' : undefined
  }

  /** False without access control, and where the agent has a token for those who give none. */
  async #isAnonymous(until: Until): Promise<boolean> {
    try {
      if (await this.#grantsNobody('acl/token/self', until)) return false
      await this.#leaderIsReady(until)
      return !(await this.#grantsNobody('acl/token/self', until))
    } catch (error) {
      if (error instanceof ConsulError && (error.status === 401 || error.told.foreign === true)) return false
      throw error
    }
  }

  /**
   * A leader that was just chosen may know neither tokens nor policies, and refuses what it grants a second later. It
   * answers a consistent read of nobody's only once it has caught up.
   */
  async #leaderIsReady(until: Until): Promise<void> {
    await this.#grantsNobody('kv/any', until)
  }

  /** Whether a read is answered or refused that has no token. */
  async #grantsNobody(path: string, until: Until): Promise<boolean> {
    try {
      await this.#exchange({ method: 'GET', path }, undefined, until)
      return true
    } catch (error) {
      if (isRefusal(error)) return false
      throw error
    }
  }

  async #exchange(request: ConsulRequest, token: string | undefined, until: Until): Promise<HttpReply> {
    const { method, path, body = null, on = 'calls', beyond } = request
    const node = this.#nodes.current
    const patienceMs = beyond && wait + wait / 16 + this.settings.attemptTimeoutMs
    const headers = token === undefined ? {} : { 'x-consul-token': token }
    const sent = { origin: node.origin, path: `/v1/${path}?${this.#query(request)}`, method, headers, body, patienceMs }
    try {
      const reply = await this.connections[on].send(sent, until)
      return checkedReply(`${method} ${path}`, method === 'GET', reply)
    } catch (error) {
      if (isOfThisNode(error) && !(until instanceof AbortSignal && until.aborted)) this.#nodes.failed(node)
      throw explained(error)
    }
  }

  #query({ method, query, beyond }: ConsulRequest): string {
    const { datacenter } = this.settings
    // A leader without a majority, or one that has not caught up, would answer what was true once.
    const parts = [query, method === 'GET' ? 'consistent' : undefined, datacenter && `dc=${datacenter}`]
    return [...parts, beyond && `index=${beyond}&wait=${wait}ms`].filter((one) => one).join('&')
  }
}

const isRefusal = (error: unknown) =>
  error instanceof ConsulError && error.status === 403 && error.told.foreign !== true

/** Whether another server may do better. */
const isOfThisNode = (error: unknown) =>
  !(error instanceof ConsulError) || error.told.foreign === true || error.status === 429 || error.status >= 500

/** What is to be done about a certificate, where that is the matter. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const told = explainTlsError({ code: Reflect.get(error, 'code'), message: error.message }, words)
  if (told === undefined) return error
  return new ProviderError(told.code, told.text, {
    provider: 'consul',
    retryable: false,
    notApplied: true,
    cause: error,
  })
}
