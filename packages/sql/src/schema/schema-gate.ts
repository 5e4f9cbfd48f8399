import { Call } from '@dmt-providers/core'
import type { SqlConnection, SqlResult, SqlSession } from '../sql-connection.js'
import type { Arguments, Statement } from '../statement.js'

/** What a repository may ask of the schema, to choose among its statements. */
export interface SchemaState {
  /** Names of the migrations that are in place: `0002-devices-scale`; `undefined` until the first call has looked. */
  readonly applied: ReadonlySet<string> | undefined
  /** The same, looked up when nobody has yet. Throws what keeps the schema from being used. */
  look(): Promise<ReadonlySet<string>>
}

/**
 * Lets statements through once the schema is known to be usable. The check runs with the first call, not before, so
 * that a store can be made while its database is still starting; a check that failed is made again by the next call.
 */
export class SchemaGate implements SqlConnection, SchemaState {
  #applied: ReadonlySet<string> | undefined
  #checking: Promise<ReadonlySet<string>> | undefined

  constructor(
    private readonly connection: SqlConnection,
    private readonly check: (call: Call) => Promise<ReadonlySet<string>>,
  ) {}

  get applied(): ReadonlySet<string> | undefined {
    return this.#applied
  }

  /** Not asynchronous itself: once the gate is open, a statement passes without a promise of its own. */
  run(statement: Statement, args: Arguments, call: Call): Promise<SqlResult> {
    if (this.#applied !== undefined) return this.connection.run(statement, args, call)
    return this.look().then(() => this.connection.run(statement, args, call))
  }

  async transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    if (this.#applied === undefined) await this.look()
    return await this.connection.transaction(body, call)
  }

  async close(): Promise<void> {
    await this.connection.close()
  }

  /** Calls share one check, so it is nobody's in particular: the deadline of the first must not end it for the others. */
  async look(): Promise<ReadonlySet<string>> {
    if (this.#applied !== undefined) return this.#applied
    this.#checking ??= this.check(new Call({})).finally(() => {
      this.#checking = undefined
    })
    this.#applied = await this.#checking
    return this.#applied
  }
}
