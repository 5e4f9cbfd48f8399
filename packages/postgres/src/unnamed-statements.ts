import type { Call } from '@dmt-providers/core'
import type { Arguments, SqlConnection, SqlResult, SqlSession, Statement } from '@dmt-providers/sql'

/**
 * The same connection without prepared statements, for a proxy that gives each transaction another session: what was
 * prepared in one is unknown in the next.
 */
export class UnnamedStatements implements SqlConnection {
  readonly #unnamed = new WeakMap<Statement, Statement>()

  constructor(private readonly connection: SqlConnection) {}

  run(statement: Statement, args: Arguments, call: Call): Promise<SqlResult> {
    return this.connection.run(this.#of(statement), args, call)
  }

  transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    return this.connection.transaction(
      (session) => body({ run: (statement, args, inner) => session.run(this.#of(statement), args, inner) }),
      call,
    )
  }

  close(): Promise<void> {
    return this.connection.close()
  }

  #of(statement: Statement): Statement {
    const known = this.#unnamed.get(statement) ?? { ...statement, prepared: false }
    this.#unnamed.set(statement, known)
    return known
  }
}
