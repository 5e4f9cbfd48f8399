import type { SqlResult } from '../sql-connection.js'
import type { Statement } from '../statement.js'

/** What a connection needs to know of a statement. */
export type Sendable = Pick<Statement, 'name' | 'text' | 'prepared' | 'types' | 'ownTransaction'>

/** Hears how a statement ended: with an error, or with an answer. */
export type Answered = (error: unknown, answer?: SqlResult) => void

/** One connection to a server, as statements use it. It answers by callbacks, one statement at a time. */
export interface WorkingConnection {
  run(statement: Sendable, values: unknown[], answered: Answered): void
  begin(answered: Answered): void
  commit(answered: Answered): void
  rollBack(answered: Answered): void
  /** True when it is of use after an error: the server itself refused the statement, and waits for the next. */
  keeps(error: unknown): boolean
  /** Asks the server to stop what it does. Resolves when it was asked, or cannot be; never rejects. */
  cancel(): Promise<void>
}

/** The same as the pool of this package keeps it. */
export interface PooledConnection extends WorkingConnection {
  /** When it was begun, on the clock of `performance`. */
  readonly begun: number
  /** When it is to be replaced, and since when it is idle; both are kept by the pool. */
  expiresAt: number
  idleSince: number
  /** True once it has ended, whoever ended it. */
  readonly ended: boolean
  /** Called when the connection ends without having been asked to. */
  lost: ((error: unknown) => void) | undefined
  /** Says farewell, and resolves once the connection has ended. */
  end(): Promise<void>
  /** Ends at once, without a word: the server rolls back what was open on it. */
  drop(): void
}
