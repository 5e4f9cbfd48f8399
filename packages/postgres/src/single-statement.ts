import { type Deadlines, ProviderError, type Timed } from '@dmt-providers/core'
import type { Statement } from '@dmt-providers/sql'
import type pg from 'pg'
import { keepsConnection } from './keeps-connection.js'
import type { Sender } from './sender.js'

/** Hears once how a statement ended: with an error, or with an answer. */
type Ended = (error: unknown, answer?: pg.QueryResult) => void

/** One statement on a connection of its own, which a stop cancels and drops while the statement is on its way. */
export class SingleStatement implements Timed {
  expiresAt = 0
  earlier: Timed | undefined = undefined
  later: Timed | undefined = undefined
  #sender: Sender | undefined
  #client: pg.PoolClient | undefined
  #deadlines: Deadlines | undefined
  #ended = false

  constructor(
    private readonly statement: Statement,
    private readonly values: unknown[],
    private readonly ended: Ended,
  ) {}

  /** Sends the statement once a connection is free. */
  begin(sender: Sender): void {
    if (this.#ended) return
    this.#sender = sender
    try {
      sender.take((error, client) => this.#connected(error, client, sender))
    } catch (error) {
      // The driver throws what is wrong with its settings, such as a file of certificates that does not open.
      this.#end(error)
    }
  }

  /** Gives up waiting for a connection, or asks the server to stop and drops the connection. */
  stop(reason: unknown): void {
    const client = this.#given()
    if (client !== undefined) void this.#sender?.cancel(client).then(() => client.release(true))
    this.#end(reason)
  }

  /** The server's own limit has passed for some time, and nothing was heard of it. */
  expire(): void {
    const milliseconds = this.#deadlines?.milliseconds
    this.#deadlines = undefined
    this.stop(new ProviderError('timeout', `the server did not answer within ${milliseconds} ms`))
  }

  #connected(error: unknown, client: pg.PoolClient | undefined, sender: Sender): void {
    if (client === undefined) {
      this.#end(sender.refused(error))
    } else if (this.#ended) {
      client.release()
    } else {
      this.#client = client
      this.#deadlines = sender.deadlines
      this.#deadlines?.set(this, performance.now())
      client.query(this.#query(sender.Query))
    }
  }

  /** Made here, because the driver copies a plain description property by property before it makes the same of it. */
  #query(Query: typeof pg.Query): pg.Query {
    const { name, text, prepared } = this.statement
    const query = new Query(text, this.values, (error, answer) => this.#answered(error, answer))
    return prepared ? Object.assign(query, { name }) : query
  }

  #answered(error: Error | undefined, answer: pg.QueryResult): void {
    this.#given()?.release(Boolean(error) && !keepsConnection(error))
    if (error) this.#end(error)
    else this.#end(undefined, answer)
  }

  /** The connection, to be given back: it is no longer the statement's, and nor is its deadline. */
  #given(): pg.PoolClient | undefined {
    this.#deadlines?.clear(this)
    this.#deadlines = undefined
    const client = this.#client
    this.#client = undefined
    return client
  }

  #end(error: unknown, answer?: pg.QueryResult): void {
    if (this.#ended) return
    this.#ended = true
    this.ended(error, answer)
  }
}
