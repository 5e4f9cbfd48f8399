import { once, setMaxListeners } from 'node:events'
import type { Taken } from '@dmt-providers/sql'
import type pg from 'pg'
import type { Cancel } from './pg-session.js'

/** Milliseconds that a close waits for connections to end: a server that hangs does not end any. */
const patience = 2_000

/** A pool of the driver that is in use until it is released, and what its server needs beside the plain pool. */
export interface DriverPool {
  readonly pool: pg.Pool
  /** Takes a connection once one is free. */
  readonly take?: (taken: Taken<pg.PoolClient>) => void
  /** What to throw when a connection could not be taken. */
  readonly refused?: (error: unknown) => unknown
  readonly cancel?: Cancel
  /** Ends the pool; resolves once its connections have ended, which the driver's own `end` does not wait for. */
  release(): Promise<void>
}

/**
 * Makes a pool safe to use and to end. A connection that the server ends is an `error` event of the pool while idle and
 * of the client while checked out; without a listener either of them ends the process. The pool replaces the connection
 * by itself; `note` hears of idle ones, as nobody else does.
 */
export function driverPool(pool: pg.Pool, note: (error: Error) => void): DriverPool {
  const open = new Set<pg.PoolClient>()
  pool.on('error', (error) => {
    if (!pool.ending) note(error)
  })
  pool.on('connect', (client) => {
    open.add(client)
    client.on('error', () => {})
    client.once('end', () => open.delete(client))
  })
  return {
    pool,
    async release() {
      const signal = AbortSignal.timeout(patience)
      // One for each connection; Node takes more than ten for a leak.
      setMaxListeners(0, signal)
      const ended = Promise.allSettled([...open].map((client) => once(client, 'end', { signal })))
      await pool.end()
      await ended
    },
  }
}
