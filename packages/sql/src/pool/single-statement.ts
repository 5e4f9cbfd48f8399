import { type Deadlines, ProviderError, type Timed } from '@dmt-providers/core'
import type { SqlResult } from '../sql-connection.js'
import type { Answered, Sendable, WorkingConnection } from './pooled-connection.js'
import type { Sender } from './sender.js'

/** One statement on a connection of its own, which a stop cancels and drops while the statement is on its way. */
export class SingleStatement<C extends WorkingConnection> implements Timed {
  expiresAt = 0
  earlier: Timed | undefined = undefined
  later: Timed | undefined = undefined
  #sender: Sender<C> | undefined
  #connection: C | undefined
  #deadlines: Deadlines | undefined
  #ended = false

  constructor(
    private readonly statement: Sendable,
    private readonly values: unknown[],
    private readonly ended: Answered,
  ) {}

  /** Sends the statement once a connection is free. */
  begin(sender: Sender<C>): void {
    if (this.#ended) return
    this.#sender = sender
    sender.take((error, connection) => this.#connected(error, connection, sender))
  }

  /** Gives up waiting for a connection, or asks the server to stop and drops the connection. */
  stop(reason: unknown): void {
    const [connection, sender] = [this.#given(), this.#sender]
    if (connection !== undefined) void connection.cancel().then(() => sender?.release(connection, true))
    this.#end(reason)
  }

  /** The statement has had the time that it may take. */
  expire(): void {
    const milliseconds = this.#deadlines?.milliseconds
    this.#deadlines = undefined
    this.stop(new ProviderError('timeout', `the server did not answer within ${milliseconds} ms`))
  }

  #connected(error: unknown, connection: C | undefined, sender: Sender<C>): void {
    if (connection === undefined) {
      this.#end(error)
    } else if (this.#ended) {
      sender.release(connection, false)
    } else {
      this.#connection = connection
      this.#deadlines = sender.deadlines
      this.#deadlines?.set(this, performance.now())
      connection.run(this.statement, this.values, (failure, answer) => this.#answered(failure, answer))
    }
  }

  #answered(error: unknown, answer: SqlResult | undefined): void {
    const connection = this.#given()
    if (connection !== undefined) this.#giveBack(connection, answer !== undefined || connection.keeps(error), error)
    this.#end(error, answer)
  }

  /** What a procedure had begun may still be open when it was ended from outside. */
  #giveBack(connection: C, keeps: boolean, error: unknown): void {
    const release = (drop: boolean) => this.#sender?.release(connection, drop)
    if (!error || !keeps || this.statement.ownTransaction !== true) release(!keeps)
    else connection.rollBack((failure) => release(Boolean(failure)))
  }

  /** The connection, to be given back: it is no longer the statement's, and nor is its deadline. */
  #given(): C | undefined {
    this.#deadlines?.clear(this)
    this.#deadlines = undefined
    const connection = this.#connection
    this.#connection = undefined
    return connection
  }

  #end(error: unknown, answer?: SqlResult): void {
    if (this.#ended) return
    this.#ended = true
    this.ended(error, answer)
  }
}
