import type { Answered, Sendable, WorkingConnection } from '@dmt-providers/sql'
import type pg from 'pg'
import { keepsConnection } from './keeps-connection.js'

/** Asks the server to stop what it does for a connection. Resolves when it was asked, or cannot be; never rejects. */
export type Cancel = (client: pg.PoolClient) => Promise<void>

/** One connection of the driver's pool. */
export class PgSession implements WorkingConnection {
  constructor(
    readonly client: pg.PoolClient,
    private readonly Query: typeof pg.Query,
    private readonly ask: Cancel,
  ) {}

  run({ name, text, prepared }: Pick<Sendable, 'name' | 'text' | 'prepared'>, values: unknown[], answered: Answered) {
    // Made here, because the driver copies a plain description property by property before it makes the same of it.
    const query = new this.Query(text, values, (error, answer) => {
      if (error) answered(error)
      else answered(undefined, { rows: answer.rows, affected: answer.rowCount ?? 0 })
    })
    this.client.query(prepared ? Object.assign(query, { name }) : query)
  }

  begin(answered: Answered): void {
    this.#send('begin', answered)
  }

  commit(answered: Answered): void {
    this.#send('commit', answered)
  }

  rollBack(answered: Answered): void {
    this.#send('rollback', answered)
  }

  keeps(error: unknown): boolean {
    return keepsConnection(error)
  }

  cancel(): Promise<void> {
    return this.ask(this.client)
  }

  #send(text: string, answered: Answered): void {
    this.run({ name: '', text, prepared: false }, [], answered)
  }
}
