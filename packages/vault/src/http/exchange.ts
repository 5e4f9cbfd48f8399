import { VaultError } from '../errors.js'
import { Nodes } from './nodes.js'
import { readAnswer } from './read-answer.js'
import type { HttpReply, Transport } from './transport.js'
import type { VaultAnswer, VaultRequest } from './vault-request.js'

/** Redirections that one request follows: a standby names the active node, which may have changed meanwhile. */
const redirections = 2

/** Answers after which another node may do better. Source: Vault, "sys/health", and the performance standbys' 412. */
const ofThisNode: ReadonlySet<number> = new Set([412, 472, 473, 474, 500, 501, 502, 503, 504])

/** Sends requests to the nodes of a cluster, as whoever the request says, and reads their answers. */
export class Exchange {
  readonly #nodes: Nodes
  /** How far the cluster was when it last answered a write; Vault Enterprise alone says so. */
  #index: string | undefined

  constructor(
    private readonly transport: Transport,
    addresses: readonly string[],
    private readonly namespace: string | undefined,
  ) {
    this.#nodes = new Nodes(addresses)
  }

  /** Answers a success, or a 404 to a read. Throws {@link VaultError}, and what the network reports. */
  async send(request: VaultRequest, signal?: AbortSignal): Promise<VaultAnswer> {
    const node = this.#nodes.current
    try {
      return readAnswer(request, await this.#follow(`${node}/v1/${request.path}`, request, signal))
    } catch (error) {
      if (!(error instanceof VaultError) || ofThisNode.has(error.status)) this.#nodes.failed(node)
      throw error
    }
  }

  async #follow(address: string, request: VaultRequest, signal: AbortSignal | undefined): Promise<HttpReply> {
    const { method, body } = request
    let url = address
    for (let count = 0; ; count++) {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const reply = await this.transport.send({ url, method, headers: this.#headers(request), body: text, signal })
      const next = reply.status === 307 ? target(url, reply) : undefined
      if (next === undefined) return this.#noted(method, reply)
      if (count === redirections) throw new VaultError('Vault redirects again and again', 503)
      url = next
    }
  }

  #headers({ token, body, namespace = this.namespace }: VaultRequest): Record<string, string> {
    return {
      // Vault's agent and proxy can be told to refuse requests without it.
      'x-vault-request': 'true',
      ...(token === undefined ? {} : { 'x-vault-token': token }),
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
      ...(this.#index === undefined ? {} : { 'x-vault-index': this.#index }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
  }

  #noted(method: string, reply: HttpReply): HttpReply {
    if (method !== 'GET') this.#index = reply.header('x-vault-index') ?? this.#index
    return reply
  }
}

/** Where a standby sends its callers; a token that was protected by TLS never goes where there is none. */
function target(url: string, reply: HttpReply): string | undefined {
  const location = reply.header('location')
  if (location === undefined || !URL.canParse(location, url)) return undefined
  const next = new URL(location, url)
  return next.protocol === new URL(url).protocol ? next.href : undefined
}
