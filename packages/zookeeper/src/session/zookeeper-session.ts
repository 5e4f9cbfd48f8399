import { Environment, isProviderError, ProviderError } from '@dmt-providers/core'
import { readPasswordFile } from '@dmt-providers/credentials'
import { TlsContext, tlsWords } from '@dmt-providers/tls'
import { classify } from '../errors.js'
import type { ZookeeperSettings } from '../options.js'
import { noSession, type SessionState } from '../protocol/greeting.js'
import { ZookeeperError } from '../protocol/zookeeper-error.js'
import { Connection } from './connection.js'
import { Endpoints } from './endpoints.js'
import { openSocket, type ServerTls } from './open-socket.js'

/** What errors about certificates call the options. */
const words = tlsWords('zookeeper', 'ZooKeeper', 'zookeeper+tls://')

/** Milliseconds that the farewell to a server may take. */
const farewell = 1_000

/** Milliseconds for which one server is tried at a time after all were tried in vain. */
const rest = 2_000

/** One client of an ensemble: a session that outlives its connections, and a new one when it has expired. */
export class ZookeeperSession {
  readonly #endpoints: Endpoints
  readonly #tls: ServerTls | undefined
  /** The last connection that took requests. */
  #connection: Connection | undefined
  /** The one that is tried now. */
  #opening: Connection | undefined
  #connecting: Promise<Connection> | undefined
  #session: SessionState
  #heardAt = 0
  #restUntil = 0
  #password: string | undefined
  #isClosed = false

  constructor(
    private readonly settings: ZookeeperSettings,
    environment = new Environment(),
  ) {
    const { endpoints, tls, ca, cert, key, keyPassphrase: passphrase, serverName } = settings
    this.#endpoints = new Endpoints(endpoints)
    const context = new TlsContext({ ca, cert, key, passphrase }, words, environment)
    this.#tls = tls ? { context, serverName } : undefined
    this.#session = this.#none()
  }

  /**
   * A connection that takes requests. Throws `unavailable` when every server was tried in vain, or the next one in the
   * seconds after that.
   */
  async connected(): Promise<Connection> {
    if (this.#isClosed) throw new ProviderError('closed', 'the store is closed')
    if (this.#connecting === undefined && this.#connection?.isOver === false) return this.#connection
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined
    })
    return await this.#connecting
  }

  /** Runs one call; a second time when the file has another password than the one that was not enough. */
  async run<T>(call: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.connected()
    try {
      return await call(connection)
    } catch (error) {
      if (!(await this.isRenewed(connection, error))) throw error
      return await call(await this.connected())
    }
  }

  /** Whether a refusal on this connection is out of date, as the file has another password: the next one has that. */
  async isRenewed(connection: Connection, error: unknown): Promise<boolean> {
    if (classify(error)?.code !== 'permission-denied' || this.settings.passwordFile === undefined) return false
    const password = await this.#readPassword()
    // Of several calls that are refused together the first one renews.
    if (connection !== this.#connection) return true
    if (password === this.#password) return false
    this.#connection = undefined
    this.#session = this.#none(connection.session.zxid)
    this.#heardAt = connection.heardAt
    void connection.close(farewell)
    return true
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#opening?.end('the store is closed')
    await this.#connection?.close(farewell)
  }

  async #connect(): Promise<Connection> {
    this.#keepSession()
    this.#password = await this.#readPassword()
    const attempts = performance.now() < this.#restUntil ? 1 : this.#endpoints.count
    let failure: unknown
    for (let tried = 0; tried < attempts && !this.#isClosed; tried += 1) {
      try {
        const connection = await this.#greeted()
        this.#restUntil = 0
        return connection
      } catch (error) {
        if (error instanceof ZookeeperError && error.is('AUTH_FAILED')) throw error
        // What trying again cannot help says more than that another server is away.
        if (!isProviderError(failure) || failure.retryable) failure = error
        this.#endpoints.turn()
      }
    }
    if (attempts === this.#endpoints.count) this.#restUntil = performance.now() + rest
    throw failure ?? new ProviderError('closed', 'the store is closed')
  }

  /** A connection to the server of now, with a new session where the one before has expired. */
  async #greeted(): Promise<Connection> {
    const opened = await openSocket(this.#endpoints.current, this.#tls)
    const { user } = this.settings
    const credentials = user === undefined ? undefined : `${user}:${this.#password}`
    const connection = new Connection(opened, { session: this.#session, credentials, words })
    this.#opening = connection
    if (this.#isClosed) connection.end('the store is closed')
    const late = setTimeout(() => connection.end('no greeting came in time'), this.settings.sessionTimeoutMs / 3)
    try {
      await connection.ready
      this.#connection = connection
      return connection
    } catch (error) {
      if (!(error instanceof ZookeeperError) || !error.is('SESSION_EXPIRED') || this.#session.id === 0n) throw error
      this.#session = this.#none(this.#session.zxid)
      return await this.#greeted()
    } finally {
      this.#opening = undefined
      clearTimeout(late)
    }
  }

  /** Takes over what the last connection knew, unless the time of the session is up. */
  #keepSession(): void {
    const last = this.#connection
    if (last !== undefined) {
      this.#connection = undefined
      this.#session = last.session
      this.#heardAt = last.heardAt
      this.#endpoints.turn()
    }
    // Servers whose data is older than what was heard, as after a restore, would refuse this client for ever.
    if (performance.now() - this.#heardAt > this.#session.timeoutMs) this.#session = this.#none()
  }

  #none(zxid?: bigint): SessionState {
    return noSession(this.settings.sessionTimeoutMs, zxid)
  }

  async #readPassword(): Promise<string | undefined> {
    const { password, passwordFile } = this.settings
    return passwordFile === undefined ? password : await readPasswordFile(passwordFile, 'passwordFile', 'zookeeper')
  }
}
