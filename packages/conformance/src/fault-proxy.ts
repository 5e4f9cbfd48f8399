import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP address. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** One client of the proxy, and the connection made for it. */
interface Pair {
  readonly client: Socket
  readonly server: Socket
  /** Bytes that the client has got from the server. */
  replied: number
}

type Fault = { kind: 'none' } | { kind: 'hang' } | { kind: 'cut'; afterBytes: number; times: number }

/**
 * A TCP proxy on loopback that stands between a store and its server and breaks the connection on demand: `refuse`,
 * `hang`, `cutMidReply`, `dropConnections`, and `recover`. It adds no delay of its own to what it passes on.
 */
export class FaultProxy {
  readonly host = '127.0.0.1'
  readonly #target: Address
  readonly #pairs = new Set<Pair>()
  readonly #waiting = new Set<Socket>()
  #server: Server | undefined
  #port = 0
  #fault: Fault = { kind: 'none' }
  #connections = 0
  #bytesToServer = 0
  #sends = 0
  #bytesFromServer = 0

  private constructor(target: Address) {
    this.#target = target
  }

  /** Starts a proxy in front of a server, on a free port. */
  static async start(target: Address): Promise<FaultProxy> {
    const proxy = new FaultProxy(target)
    await proxy.#listen()
    return proxy
  }

  /** Where the proxy listens; the same port for its whole life. */
  get port(): number {
    return this.#port
  }

  /** Connections accepted so far. */
  get connections(): number {
    return this.#connections
  }

  /** Connections open now. */
  get open(): number {
    return this.#pairs.size + this.#waiting.size
  }

  /** Bytes that clients sent to the server so far. */
  get bytesToServer(): number {
    return this.#bytesToServer
  }

  /** Times that a client sent something so far; what comes in one piece counts once. */
  get sends(): number {
    return this.#sends
  }

  /** Bytes that clients got from the server so far. */
  get bytesFromServer(): number {
    return this.#bytesFromServer
  }

  /** Breaks every connection; new ones are refused until {@link recover}. */
  async refuse(): Promise<void> {
    await this.#stopListening()
  }

  /** Moves no byte in either direction, and accepts connections that get no answer, until {@link recover}. */
  hang(): void {
    this.#fault = { kind: 'hang' }
    for (const { client, server } of this.#pairs) {
      client.pause()
      server.pause()
    }
  }

  /**
   * Breaks each connection once its client has got this many further bytes from the server, until {@link recover} or
   * until it has done so a number of times.
   */
  cutMidReply(afterBytes: number, times = Number.POSITIVE_INFINITY): void {
    for (const pair of this.#pairs) pair.replied = 0
    this.#fault = { kind: 'cut', afterBytes, times }
  }

  /** Resets the connections that are open now, as a server that dies does; new ones work. */
  dropConnections(): void {
    for (const socket of this.#waiting) socket.resetAndDestroy()
    for (const pair of this.#pairs) {
      pair.client.resetAndDestroy()
      this.#break(pair)
    }
  }

  /** Forwards again: what hung goes on, and new connections work. */
  async recover(): Promise<void> {
    this.#fault = { kind: 'none' }
    if (this.#server === undefined) await this.#listen()
    for (const { client, server } of this.#pairs) {
      client.resume()
      server.resume()
    }
    for (const socket of this.#waiting) {
      this.#waiting.delete(socket)
      this.#forward(socket)
    }
  }

  /** Breaks every connection and stops listening. */
  async close(): Promise<void> {
    await this.#stopListening()
  }

  async #listen(): Promise<void> {
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#accept(socket),
    )
    server.listen(this.#port, this.host)
    await once(server, 'listening')
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
  }

  async #stopListening(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    this.dropConnections()
    if (server === undefined) return
    server.close()
    await once(server, 'close')
  }

  #accept(socket: Socket): void {
    this.#connections += 1
    socket.on('error', () => socket.destroy())
    if (this.#fault.kind === 'hang') this.#waiting.add(socket)
    else this.#forward(socket)
    socket.once('close', () => this.#waiting.delete(socket))
  }

  #forward(client: Socket): void {
    const server = connect({ ...this.#target, allowHalfOpen: true, noDelay: true })
    const pair: Pair = { client, server, replied: 0 }
    this.#pairs.add(pair)
    client.on('data', (bytes) => {
      this.#bytesToServer += bytes.length
      this.#sends += 1
      this.#pass(bytes, client, server)
    })
    server.on('data', (bytes) => this.#reply(pair, bytes))
    client.on('end', () => server.end())
    server.on('end', () => client.end())
    server.on('error', () => this.#break(pair))
    client.on('close', () => this.#finish(pair, server))
    server.on('close', () => this.#finish(pair, client))
    client.resume()
  }

  #reply(pair: Pair, bytes: Buffer): void {
    const allowed = this.#fault.kind === 'cut' ? this.#fault.afterBytes - pair.replied : bytes.length
    const part = bytes.subarray(0, Math.max(0, allowed))
    pair.replied += part.length
    this.#bytesFromServer += part.length
    if (part.length === bytes.length) this.#pass(part, pair.server, pair.client)
    else this.#cut(pair, part)
  }

  #cut(pair: Pair, part: Buffer): void {
    pair.server.removeAllListeners('data')
    pair.client.write(part, () => this.#break(pair))
    if (this.#fault.kind !== 'cut') return
    this.#fault.times -= 1
    if (this.#fault.times <= 0) this.#fault = { kind: 'none' }
  }

  /** One side is gone; the other still gets what was sent to it. */
  #finish(pair: Pair, other: Socket): void {
    this.#pairs.delete(pair)
    other.destroySoon()
  }

  #break(pair: Pair): void {
    this.#pairs.delete(pair)
    pair.client.destroy()
    pair.server.destroy()
  }

  /** Writes with back-pressure: the source rests while the destination's buffer is full. */
  #pass(bytes: Buffer, from: Socket, to: Socket): void {
    if (to.write(bytes)) return
    from.pause()
    to.once('drain', () => {
      if (this.#fault.kind !== 'hang') from.resume()
    })
  }
}
