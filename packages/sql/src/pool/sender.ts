import type { Deadlines } from '@dmt-providers/core'
import type { PooledConnection } from './pooled-connection.js'

/** Hands a connection over, or tells why there is none. */
export type Taken = (error: unknown, connection: PooledConnection | undefined) => void

/** What sends statements: connections of a pool. */
export interface Sender {
  /** Takes a connection once one is free; who takes it gives it back by {@link release}. */
  take(taken: Taken): void
  /** Gives a connection back to the pool, or `drop`s it. */
  release(connection: PooledConnection, drop: boolean): void
  /** Until when the server must answer a statement. */
  readonly deadlines: Deadlines
}

/** A {@link Sender} in use, and the end of that use. */
export interface PoolUse extends Sender {
  /** Ends the pool; resolves once its connections have ended. */
  close(): Promise<void>
}
