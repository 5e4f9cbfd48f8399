import type { Deadlines } from '@dmt-providers/core'
import type pg from 'pg'

/** Hands a connection over, or tells why there is none. */
export type Taken = (error: Error | undefined, client: pg.PoolClient | undefined) => void

/** What sends statements: connections of a pool, and the driver's own class of what one is given to send. */
export interface Sender {
  /** Takes a connection once one is free; who takes it releases it. */
  take(taken: Taken): void
  /** What to throw when {@link take} told an error. */
  refused(error: unknown): unknown
  /** Asks the server to stop what it does for a connection. Resolves when it was asked, or cannot be; never rejects. */
  cancel(client: pg.PoolClient): Promise<void>
  readonly Query: typeof pg.Query
  /** Until when the server must answer a statement. */
  readonly deadlines: Deadlines | undefined
}
