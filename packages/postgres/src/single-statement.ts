import type { Statement } from '@dmt-providers/sql'
import type pg from 'pg'
import { isAnswer } from './is-answer.js'

/** What sends statements: a pool, and the driver's own class of what a connection is given to send. */
export interface Sender {
  readonly pool: pg.Pool
  readonly Query: typeof pg.Query
}

/** Hears once how a statement ended: with an error, or with an answer. */
type Ended = (error: unknown, answer?: pg.QueryResult) => void

/** One statement on a connection of its own, which a stop drops while the statement is on its way. */
export class SingleStatement {
  #client: pg.PoolClient | undefined
  #ended = false

  constructor(
    private readonly statement: Statement,
    private readonly values: unknown[],
    private readonly ended: Ended,
  ) {}

  /** Sends the statement once a connection is free. */
  begin({ pool, Query }: Sender): void {
    if (this.#ended) return
    try {
      pool.connect((error, client) => this.#connected(error, client, Query))
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

  #connected(error: unknown, client: pg.PoolClient | undefined, Query: typeof pg.Query): void {
    if (client === undefined) {
      this.#end(error)
    } else if (this.#ended) {
      client.release()
    } else {
      this.#client = client
      client.query(this.#query(Query))
    }
  }

  /** Made here, because the driver copies a plain description property by property before it makes the same of it. */
  #query(Query: typeof pg.Query): pg.Query {
    const { name, text, prepared } = this.statement
    const query = new Query(text, this.values, (error, answer) => this.#answered(error, answer))
    return prepared ? Object.assign(query, { name }) : query
  }

  #answered(error: Error | undefined, answer: pg.QueryResult): void {
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
