import type { Call } from '@dmt-providers/core'
import type { Arguments, Statement } from './statement.js'

/** A row as the driver answers it, by alias. */
export type ResultRow = Record<string, unknown>

/** What one statement answered. */
export interface SqlResult {
  rows: ResultRow[]
  /** Rows that a write changed; for a read, rows answered. */
  affected: number
}

/** What runs statements: a pool, or one connection inside a transaction. */
export interface SqlSession {
  run(statement: Statement, args: Arguments, call: Call): Promise<SqlResult>
}

/** What a provider writes for its database: connections, transactions, and native errors left as they are. */
export interface SqlConnection extends SqlSession {
  /** Runs `body` on one connection; commits when it resolves, rolls back when it throws. */
  transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T>
  close(): Promise<void>
}
