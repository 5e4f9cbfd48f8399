import { connect, type Socket } from 'node:net'
import type { Answered, PooledConnection, Sendable, SqlResult } from '@dmt-providers/sql'
import type { Connection, ConnectionConfig } from 'mariadb/callback'
import { effectUnknown } from './errors.js'
import { isDemotion, isWaitInVain, keepsConnection } from './keeps-connection.js'
import { PreparedStatements } from './prepared-statements.js'
import type { ServerAddress } from './server-address.js'

type Driver = typeof import('mariadb/callback')

/**
 * Milliseconds that a connection is silent before the system asks its peer for a sign of life. Node then asks each
 * second and gives up after ten, so that a lost peer is known after 20 s; load balancers forget one after minutes.
 */
const keepAliveDelay = 10_000

/** Milliseconds that a farewell may take: a server that hangs does not take it. */
const patience = 2_000

/** One connection to a server, with the statements that are prepared on it. */
export class ServerConnection implements PooledConnection {
  readonly begun = performance.now()
  expiresAt = Number.POSITIVE_INFINITY
  idleSince = 0
  /** What tells this server from any other, as long as it runs. */
  identity = ''
  /** True on a node of a cluster. */
  clustered = false
  /** Sends every statement as a text, behind a proxy that does not know prepared ones. */
  textual = false
  /** Asks the server to end it. */
  cancel: () => Promise<void> = () => Promise.resolve()
  lost: ((error: unknown) => void) | undefined
  /** Called when the server says that it takes no writes any more. */
  demoted: (() => void) | undefined
  readonly #prepared: PreparedStatements
  #ended = false

  private constructor(
    readonly address: ServerAddress,
    private readonly driver: Connection,
    private readonly socket: Socket,
  ) {
    this.#prepared = new PreparedStatements(driver)
    driver.on('error', (error) => this.#lose(withoutSql(error)))
    driver.on('end', () => this.#lose(new Error('the connection ended')))
  }

  /** Connects, and resolves once the server has let the user in. Rejects with the driver's error. */
  static open(driver: Driver, address: ServerAddress, config: ConnectionConfig): Promise<ServerConnection> {
    const socket = socketTo(address)
    const connection = driver.createConnection({ ...config, stream: (given) => given?.(undefined, socket) })
    const made = new ServerConnection(address, connection, socket)
    return new Promise((resolve, reject) => {
      connection.once('connect', (error: unknown) => {
        if (error instanceof Error) {
          made.drop()
          reject(withoutSql(error))
        } else {
          resolve(made)
        }
      })
    })
  }

  get ended(): boolean {
    return this.#ended
  }

  /** The server's number for it. */
  get id(): number | null {
    return this.driver.threadId
  }

  get isMariadb(): boolean {
    return this.driver.info?.isMariaDB() === true
  }

  /** The server's version as numbers that compare: 10.11.19 is 101119. */
  get version(): { raw: string; number: number } {
    const { raw = '', major = 0, minor = 0, patch = 0 } = this.driver.info?.serverVersion ?? {}
    return { raw, number: major * 10_000 + minor * 100 + patch }
  }

  /** Sends one statement, prepared on its first use where it may be. */
  run({ text, prepared }: Pick<Sendable, 'text' | 'prepared'>, values: unknown[], answered: Answered): void {
    const hear = (error: unknown, answer?: unknown) => {
      if (error) answered(this.#told(error))
      else answered(undefined, resultOf(answer))
    }
    if (prepared && !this.textual) this.#prepared.execute(text, values, hear)
    else this.driver.query(text, values, hear)
  }

  /** The same for a statement of this package, as a promise. */
  query(text: string): Promise<SqlResult> {
    return new Promise((resolve, reject) => {
      this.run({ text, prepared: false }, [], (error, answer) =>
        answer === undefined ? reject(error) : resolve(answer),
      )
    })
  }

  begin(answered: Answered): void {
    this.run({ text: 'start transaction', prepared: false }, [], answered)
  }

  commit(answered: Answered): void {
    this.run({ text: 'commit', prepared: false }, [], answered)
  }

  rollBack(answered: Answered): void {
    this.run({ text: 'rollback', prepared: false }, [], answered)
  }

  keeps(error: unknown): boolean {
    if (isDemotion(error)) this.demoted?.()
    return keepsConnection(this, error)
  }

  /** Says farewell, and resolves once the connection has ended. */
  end(): Promise<void> {
    this.lost = undefined
    if (this.#ended) return Promise.resolve()
    this.#ended = true
    return new Promise((resolve) => {
      const ended = () => {
        clearTimeout(tooLate)
        this.socket.destroy()
        resolve()
      }
      const tooLate = setTimeout(ended, patience)
      this.driver.end(ended)
    })
  }

  /** Ends at once, without a word: the server rolls back what was open on it. */
  drop(): void {
    this.lost = undefined
    this.#ended = true
    this.socket.destroy()
  }

  /** In a cluster a read that waits for the other nodes in vain says what a lock does, and may be the end of a procedure. */
  #told(error: unknown): unknown {
    const told = withoutSql(error)
    return this.clustered && isWaitInVain(told) ? effectUnknown(told) : told
  }

  #lose(error: unknown): void {
    if (this.#ended) return
    this.#ended = true
    this.socket.destroy()
    this.lost?.(error)
  }
}

/** Made here, because the driver itself ends a connection that works only by asking the server over another one. */
function socketTo({ host, port }: ServerAddress): Socket {
  if (host.startsWith('/')) return connect(host)
  return connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelay })
}

function resultOf(answer: unknown): SqlResult {
  // A procedure answers its rows, and behind them how it ended.
  if (Array.isArray(answer) && Array.isArray(answer[0])) return resultOf(answer[0])
  if (Array.isArray(answer)) return { rows: answer, affected: answer.length }
  return { rows: [], affected: Number(Reflect.get(Object(answer), 'affectedRows') ?? 0) }
}

/** The driver puts the statement into its messages, which says nothing to whoever reads a service's log. */
function withoutSql(error: unknown): unknown {
  const said: unknown = error instanceof Error ? Reflect.get(error, 'sqlMessage') : undefined
  if (!(error instanceof Error) || typeof said !== 'string') return error
  if (error.stack !== undefined) error.stack = error.stack.replace(error.message, said)
  error.message = said
  return error
}
