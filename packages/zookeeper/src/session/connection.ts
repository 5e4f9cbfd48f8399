import type { Socket } from 'node:net'
import { ProviderError } from '@dmt-providers/core'
import { explainTlsError, type TlsWords } from '@dmt-providers/tls'
import { FrameReader } from '../protocol/frame-reader.js'
import { greeting, readWelcome, type SessionState } from '../protocol/greeting.js'
import { JuteReader } from '../protocol/jute-reader.js'
import { JuteWriter } from '../protocol/jute-writer.js'
import type { Operation } from '../protocol/operation.js'
import { authenticate, closeSession } from '../protocol/operations.js'
import { status } from '../protocol/status.js'
import { readWatchEvent, type WatchEvent } from '../protocol/watch-event.js'
import { ZookeeperError } from '../protocol/zookeeper-error.js'
import type { OpenedSocket } from './open-socket.js'
import { SignsOfLife } from './signs-of-life.js'
import { WaitingRequests } from './waiting-requests.js'

/** Bytes of the largest request that a server takes. Source: ZooKeeper Administrator's Guide, jute.maxbuffer. */
const largestRequest = 0xfffff

/** Bytes of the largest reply that is read: the names of some hundred thousand nodes. */
const largestReply = 16 * 2 ** 20

/** Requests, and bytes of them, that may wait for a connection at one time. */
const [mostWaiting, mostBytes] = [100_000, 64 * 2 ** 20]

/** Numbers of what is not the reply to a request. Source: ZooKeeper, ClientCnxn. */
const [watchEvent, ping, auth] = [-1, -2, -4]

/** Header of a sign of life. */
const signOfLife = new JuteWriter().int(ping).int(11).frame()

/** Who wants to know of changes. */
export interface Listener {
  /** A watch that was set on this connection has fired. */
  heard(event: WatchEvent): void
  /** The connection is lost, and every watch with it. */
  lost(error: ProviderError): void
}

/** What a connection begins with. */
export interface Beginning {
  readonly session: SessionState
  /** `user:password` of the scheme `digest`. */
  readonly credentials: string | undefined
  /** What errors about certificates call the options. */
  readonly words: TlsWords
}

/** One connection to one server, from the first byte to the last; what it is asked ends with it at the latest. */
export class Connection {
  /** Resolves once requests are taken. Throws `SESSION_EXPIRED` for a session that is over. */
  readonly ready: Promise<void>
  readonly #socket: Socket
  readonly #frames = new FrameReader(largestReply)
  readonly #waiting = new WaitingRequests()
  readonly #listeners = new Set<Listener>()
  readonly #signs = new SignsOfLife()
  #session: SessionState
  /** The newest transaction that this session has seen. */
  #zxid: bigint
  #receive = (frame: Buffer) => this.#welcomed(frame)
  #settled: (error?: Error) => void = () => {}
  #over: ProviderError | undefined
  #isReady = false
  #isClosing = false
  #number = 0

  constructor(
    { socket, connected }: OpenedSocket,
    private readonly beginning: Beginning,
  ) {
    this.#socket = socket
    this.#session = beginning.session
    this.#zxid = beginning.session.zxid
    this.ready = new Promise((resolve, reject) => {
      this.#settled = (error) => {
        this.#isReady = error === undefined
        if (error === undefined) resolve()
        else reject(error)
      }
    })
    // Not before: what a session is taken up with is a secret, and the server may not be who it should be.
    socket.once(connected, () => this.#write(greeting(this.#session)))
    socket.on('data', (bytes) => this.#read(bytes))
    socket.on('error', (error) => this.#failed(error))
    socket.on('close', () => this.#lose('the server closed it'))
  }

  /** What the next connection takes the session up with. */
  get session(): SessionState {
    return { ...this.#session, zxid: this.#zxid }
  }

  get isOver(): boolean {
    return this.#over !== undefined || this.#isClosing
  }

  /** On the clock of `performance`: when the server was last heard. */
  get heardAt(): number {
    return this.#signs.heardAt
  }

  /**
   * Asks the server. Throws {@link ZookeeperError} for a refusal that is no answer, `unavailable` when the connection is
   * lost before the reply, and `limit-exceeded` for what no server would take.
   */
  request<Answer>(operation: Operation<Answer>): Promise<Answer> {
    this.#number = (this.#number % 0x7fff_ffff) + 1
    return this.#ask(this.#number, operation)
  }

  listen(listener: Listener): void {
    if (this.#over === undefined) this.#listeners.add(listener)
    else listener.lost(this.#over)
  }

  unlisten(listener: Listener): void {
    this.#listeners.delete(listener)
  }

  /** Ends the session once what was asked is answered, and the connection in any case. */
  async close(patienceMs: number): Promise<void> {
    const late = setTimeout(() => this.end('it is closed'), patienceMs)
    const farewell = this.request(closeSession)
    this.#isClosing = true
    await farewell.catch(() => undefined)
    clearTimeout(late)
    this.end('it is closed')
  }

  /** Ends the connection and leaves the session. */
  end(reason: string): void {
    this.#lose(reason)
  }

  /** Without `async`: a change waits for its read, and each further promise is passed through by every one. */
  #ask<Answer>(number: number, operation: Operation<Answer>): Promise<Answer> {
    const to = new JuteWriter().int(number).int(operation.opcode)
    operation.write(to)
    const frame = to.frame()
    const refusal = this.#refusal(frame.length)
    if (refusal !== undefined) return Promise.reject(refusal)
    const answer = this.#waiting.add(number, operation)
    this.#write(frame)
    return answer
  }

  /** Why a request of so many bytes is not sent. */
  #refusal(bytes: number): ProviderError | undefined {
    if (this.#over !== undefined || this.#isClosing) return lost('it is over', true)
    const [large, many] = [bytes - 4 > largestRequest, this.#waiting.count >= mostWaiting]
    if (large)
      return new ProviderError('limit-exceeded', `a request has ${bytes - 4} bytes; ZooKeeper takes ${largestRequest}`)
    if (!many && this.#socket.writableLength <= mostBytes) return undefined
    const message = `${this.#waiting.count} requests wait for ZooKeeper; ask for less at once`
    return new ProviderError('limit-exceeded', message)
  }

  /** What is written in one turn goes out together. */
  #write(frame: Buffer): void {
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork()
      process.nextTick(() => this.#socket.uncork())
    }
    this.#socket.write(frame)
    this.#signs.sent()
  }

  #read(bytes: Buffer): void {
    this.#signs.heard()
    try {
      for (const frame of this.#frames.frames(bytes)) this.#receive(frame)
    } catch (error) {
      this.#lose(`what came is not ZooKeeper’s protocol: ${error instanceof Error ? error.message : error}`)
    }
  }

  #welcomed(frame: Buffer): void {
    const welcome = readWelcome(frame)
    if (welcome === undefined) {
      this.#lose('the session has expired', new ZookeeperError(status.SESSION_EXPIRED))
      return
    }
    this.#session = { ...welcome, zxid: this.#zxid }
    this.#receive = (next) => this.#replied(new JuteReader(next))
    this.#signs.begin(welcome.timeoutMs, {
      ask: () => this.#write(signOfLife),
      waitingSince: () => this.#waiting.waitingSince(),
      give: (reason) => this.#lose(reason),
    })
    this.#introduce().then(
      () => this.#settled(),
      (error: Error) => this.#lose('the user is refused', error),
    )
  }

  async #introduce(): Promise<void> {
    const { credentials } = this.beginning
    if (credentials !== undefined) await this.#ask(auth, authenticate(credentials))
  }

  #replied(reply: JuteReader): void {
    const [number, zxid, code] = [reply.int(), reply.long(), reply.int()]
    if (zxid > this.#zxid) this.#zxid = zxid
    if (number === watchEvent) this.#fired(readWatchEvent(reply))
    else if (number !== ping) this.#answer(number, code, reply)
  }

  #answer(number: number, code: number, reply: JuteReader): void {
    this.#waiting.answer(number, code, reply)
    // The server has let go of the session, or another one has it now.
    if (code === status.SESSION_EXPIRED || code === status.SESSION_MOVED) this.#lose('the session is elsewhere')
  }

  #fired(event: WatchEvent): void {
    for (const listener of this.#listeners) listener.heard(event)
  }

  #failed(error: Error): void {
    const explained = explainTlsError(error, this.beginning.words)
    if (explained === undefined) {
      const code: unknown = Reflect.get(error, 'code')
      // What comes of several addresses has a code alone.
      this.#lose(error.message || String(code))
      return
    }
    const { code, text } = explained
    this.#lose(text, new ProviderError(code, text, { retryable: false, notApplied: true }))
  }

  /** `cause` is what those are told who wait. */
  #lose(reason: string, cause: Error = lost(reason, !this.#isReady)): void {
    if (this.#over !== undefined) return
    this.#over = lost(reason, false)
    this.#signs.end()
    this.#socket.destroy()
    this.#settled(cause)
    this.#waiting.fail(cause)
    for (const listener of this.#listeners) listener.lost(this.#over)
    this.#listeners.clear()
  }
}

function lost(reason: string, notApplied: boolean): ProviderError {
  return new ProviderError('unavailable', `the connection is lost: ${reason}; ZooKeeper is tried again`, { notApplied })
}
