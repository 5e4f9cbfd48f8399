import type pg from 'pg'
import { isAnswer } from './is-answer.js'

/** Hears once how a statement ended: with an error, or with an answer. */
type Ended = (error: unknown, answer?: pg.QueryResult) => void

/** One statement on a connection of its own, which a stop drops while the statement is on its way. */
export class SingleStatement {
  #client: pg.PoolClient | undefined
  #ended = false

  constructor(
    private readonly query: pg.QueryConfig,
    private readonly ended: Ended,
  ) {}

  /** Sends the statement once a connection is free. */
  begin(pool: pg.Pool): void {
    if (this.#ended) return
    try {
      pool.connect((error, client) => this.#connected(error, client))
    } catch (error) {
      // The driver throws what is wrong with its settings, such as a file of certificates that does not open.
      this.#end(error)
    }
  }

  /** Gives up waiting for a connection, or drops it. */
  stop(reason: unknown): void {
    this.#release(true)
    this.#end(reason)
  }

  #connected(error: unknown, client: pg.PoolClient | undefined): void {
    if (client === undefined) {
      this.#end(error)
    } else if (this.#ended) {
      client.release()
    } else {
      this.#client = client
      client.query(this.query, (refused: Error | null, answer: pg.QueryResult) => this.#answered(refused, answer))
    }
  }

  #answered(error: Error | null, answer: pg.QueryResult): void {
    this.#release(Boolean(error) && !isAnswer(error))
    if (error) this.#end(error)
    else this.#end(undefined, answer)
  }

  #release(broken: boolean): void {
    const client = this.#client
    this.#client = undefined
    client?.release(broken)
  }

  #end(error: unknown, answer?: pg.QueryResult): void {
    if (this.#ended) return
    this.#ended = true
    this.ended(error, answer)
  }
}
