import type { Deadlines } from '@dmt-providers/core'
import type { PooledConnection, WorkingConnection } from './pooled-connection.js'

/** Hands a connection over, or tells why there is none. */
export type Taken<C = PooledConnection> = (error: unknown, connection: C | undefined) => void

/** What sends statements: connections of a pool. */
export interface Sender<C extends WorkingConnection = PooledConnection> {
  /** Takes a connection once one is free; who takes it gives it back by {@link release}. */
  take(taken: Taken<C>): void
  /** Gives a connection back to the pool, or `drop`s it. */
  release(connection: C, drop: boolean): void
  /** Until when the server must answer a statement; without it there is no limit. */
  readonly deadlines: Deadlines | undefined
}

/** A {@link Sender} in use, and the end of that use. */
export interface PoolUse<C extends WorkingConnection = PooledConnection> extends Sender<C> {
  /** Ends the pool; resolves once its connections have ended. */
  close(): Promise<void>
}
