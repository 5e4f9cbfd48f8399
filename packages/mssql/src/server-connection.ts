import type { Answered, PooledConnection, Sendable, SqlResult } from '@dmt-providers/sql'
import type { Connection, ConnectionConfiguration } from 'tedious'
import { keepsConnection } from './keeps-connection.js'
import { LoginErrors } from './login-errors.js'
import { addParameters } from './parameters.js'

type Driver = typeof import('tedious')

/** A column of a row as the driver hands it over. */
interface Cell {
  readonly value: unknown
  readonly metadata: { readonly colName: string }
}

/** Milliseconds that asking for an end may take: a server that hangs does not answer this either. */
const patience = 1_000

/** Milliseconds after the driver's own limit for a login at which it is given up in any case. */
const grace = 250

const stalled = 'the server began to answer the login, and did not end'

const nothing: SqlResult = { rows: [], affected: 0 }

/** One connection to a server. */
export class ServerConnection implements PooledConnection {
  readonly begun = performance.now()
  expiresAt = Number.POSITIVE_INFINITY
  idleSince = 0
  lost: ((error: unknown) => void) | undefined
  #ended = false
  /** Called once the statement at work has ended. */
  #idle: (() => void) | undefined

  private constructor(
    private readonly driver: Driver,
    private readonly connection: Connection,
  ) {
    connection.on('error', (error) => this.#lose(error))
    connection.on('end', () => this.#lose(new Error('the connection ended')))
  }

  /**
   * Connects, and resolves once the server has let the user in. Rejects with the driver's error, which has the number of
   * what the server said.
   */
  static open(driver: Driver, configuration: ConnectionConfiguration): Promise<ServerConnection> {
    const connection = new driver.Connection(configuration)
    const made = new ServerConnection(driver, connection)
    const errors = new LoginErrors(connection)
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        made.drop()
        reject(errors.explained(error))
      }
      // The driver's own limit does not hold once a reply to the login has begun.
      const milliseconds = configuration.options?.connectTimeout ?? 0
      const tooLate = setTimeout(() => fail(new driver.ConnectionError(stalled, 'ETIMEOUT')), milliseconds + grace)
      connection.connect((error) => {
        clearTimeout(tooLate)
        errors.end()
        if (error) fail(error)
        else resolve(made)
      })
    })
  }

  get ended(): boolean {
    return this.#ended
  }

  /**
   * Sends one statement by `sp_executesql`: the server finds the plan of the same text and types again, on whichever
   * connection. What is not to be prepared is sent as it is, and has no parameters.
   */
  run({ text, types }: Pick<Sendable, 'text' | 'types'>, values: unknown[], answered: Answered): void {
    const rows: SqlResult['rows'] = []
    const request = new this.driver.Request(text, (error: unknown, count?: number) => {
      this.#rest()
      if (error) answered(error)
      else answered(undefined, { rows, affected: rows.length > 0 ? rows.length : (count ?? 0) })
    })
    request.on('row', (cells: Cell[]) => rows.push(rowOf(cells)))
    if (values.length === 0) {
      this.connection.execSqlBatch(request)
    } else {
      addParameters(this.driver.TYPES, request, types, values)
      this.connection.execSql(request)
    }
  }

  /** The same for a statement of this package, as a promise. */
  query(text: string): Promise<SqlResult> {
    return new Promise((resolve, reject) => {
      this.run({ text, types: [] }, [], (error, answer) => (answer === undefined ? reject(error) : resolve(answer)))
    })
  }

  begin(answered: Answered): void {
    this.connection.beginTransaction((error) => this.#told(error, answered))
  }

  commit(answered: Answered): void {
    this.connection.commitTransaction((error) => this.#told(error, answered))
  }

  /** The server itself has rolled back what a deadlock or another grave error was in. */
  rollBack(answered: Answered): void {
    if (this.connection.inTransaction) this.connection.rollbackTransaction((error) => this.#told(error, answered))
    else answered(undefined, nothing)
  }

  keeps(error: unknown): boolean {
    return !this.#ended && keepsConnection(error)
  }

  cancel(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#ended || !this.connection.cancel()) return resolve()
      const tooLate = setTimeout(resolve, patience)
      this.#idle = () => {
        clearTimeout(tooLate)
        resolve()
      }
    })
  }

  end(): Promise<void> {
    this.drop()
    return Promise.resolve()
  }

  drop(): void {
    this.lost = undefined
    this.#ended = true
    this.connection.close()
  }

  #told(error: unknown, answered: Answered): void {
    this.#rest()
    if (error) answered(error)
    else answered(undefined, nothing)
  }

  #rest(): void {
    const idle = this.#idle
    this.#idle = undefined
    idle?.()
  }

  #lose(error: unknown): void {
    if (this.#ended) return
    this.#ended = true
    this.connection.close()
    this.lost?.(error)
  }
}

function rowOf(cells: readonly Cell[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const { metadata, value } of cells) row[metadata.colName] = value
  return row
}
