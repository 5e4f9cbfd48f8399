import {
  type HttpNode,
  HttpNodes,
  type HttpReply,
  type HttpRequest,
  type HttpTransport,
  type Until,
} from '@dmt-providers/http'
import { VaultError } from '../errors.js'
import { readAnswer } from './read-answer.js'
import type { VaultAnswer, VaultRequest } from './vault-request.js'

/** Redirections that one request follows: a standby names the active node, which may have changed meanwhile. */
const redirections = 2

/** Answers after which another node may do better. Source: Vault, "sys/health", and the performance standbys' 412. */
const ofThisNode: ReadonlySet<number> = new Set([412, 472, 473, 474, 500, 501, 502, 503, 504])

type Place = Pick<HttpRequest, 'origin' | 'path'>

/** Sends requests to the nodes of a cluster, as whoever the request says, and reads their answers. */
export class Exchange {
  readonly #nodes: HttpNodes
  /** How far the cluster was when it last answered a write; Vault Enterprise alone says so. */
  #index: string | undefined

  constructor(
    private readonly transport: HttpTransport,
    addresses: readonly string[],
    private readonly namespace: string | undefined,
  ) {
    this.#nodes = new HttpNodes(addresses)
  }

  /** Answers a success, or a 404 to a read. Throws {@link VaultError}, and what the network reports. */
  async send(request: VaultRequest, until: Until): Promise<VaultAnswer> {
    const node = this.#nodes.current
    try {
      return readAnswer(request, await this.#follow(node, request, until))
    } catch (error) {
      if (!(error instanceof VaultError) || ofThisNode.has(error.status)) this.#nodes.failed(node)
      throw error
    }
  }

  async #follow(node: HttpNode, request: VaultRequest, until: Until): Promise<HttpReply> {
    const { method, path, body } = request
    const headers = this.#headers(request)
    const text = body === undefined ? null : JSON.stringify(body)
    let asked = { origin: node.origin, path: `${node.basePath}/v1/${path}`, method, headers, body: text }
    for (let count = 0; ; count++) {
      const reply = await this.transport.send(asked, until)
      const next = reply.status === 307 ? target(asked, reply) : undefined
      if (next === undefined) return this.#noted(method, reply)
      if (count === redirections) throw new VaultError('Vault redirects again and again', 503)
      asked = { ...asked, ...next }
    }
  }

  #headers({ token, body, namespace = this.namespace }: VaultRequest): Record<string, string> {
    // Vault's agent and proxy can be told to refuse requests without it.
    const headers: Record<string, string> = { 'x-vault-request': 'true' }
    if (token !== undefined) headers['x-vault-token'] = token
    if (namespace !== undefined) headers['x-vault-namespace'] = namespace
    if (this.#index !== undefined) headers['x-vault-index'] = this.#index
    if (body !== undefined) headers['content-type'] = 'application/json'
    return headers
  }

  #noted(method: string, reply: HttpReply): HttpReply {
    if (method !== 'GET') this.#index = reply.header('x-vault-index') ?? this.#index
    return reply
  }
}

/** Where a standby sends its callers; a token that was protected by TLS never goes where there is none. */
function target({ origin, path }: Place, reply: HttpReply): Place | undefined {
  const location = reply.header('location')
  const from = origin + path
  if (location === undefined || !URL.canParse(location, from)) return undefined
  const next = new URL(location, from)
  return next.protocol === new URL(origin).protocol
    ? { origin: next.origin, path: next.pathname + next.search }
    : undefined
}
