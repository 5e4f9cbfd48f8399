import { Call } from '@dmt-providers/core'
import type { SqlConnection, SqlResult, SqlSession } from '../sql-connection.js'
import type { Arguments, Statement } from '../statement.js'

/**
 * Lets statements through once the schema is known to be usable. The check runs with the first call, not before, so
 * that a store can be made while its database is still starting; a check that failed is made again by the next call.
 */
export class SchemaGate implements SqlConnection {
  #open = false
  #checking: Promise<void> | undefined

  constructor(
    private readonly connection: SqlConnection,
    private readonly check: (call: Call) => Promise<void>,
  ) {}

  /** Not asynchronous itself: once the gate is open, a statement passes without a promise of its own. */
  run(statement: Statement, args: Arguments, call: Call): Promise<SqlResult> {
    if (this.#open) return this.connection.run(statement, args, call)
    return this.#pass().then(() => this.connection.run(statement, args, call))
  }

  async transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    if (!this.#open) await this.#pass()
    return await this.connection.transaction(body, call)
  }

  async close(): Promise<void> {
    await this.connection.close()
  }

  /** Calls share one check, so it is nobody's in particular: the deadline of the first must not end it for the others. */
  async #pass(): Promise<void> {
    this.#checking ??= this.check(new Call({})).finally(() => {
      this.#checking = undefined
    })
    await this.#checking
    this.#open = true
  }
}
