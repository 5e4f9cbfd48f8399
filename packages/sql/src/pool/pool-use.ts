import { Deadlines } from '@dmt-providers/core'
import { ConnectionPool, type PoolBounds } from './connection-pool.js'
import { notApplied } from './not-applied.js'
import { type PoolName, PoolWatch } from './pool-watch.js'
import type { PooledConnection } from './pooled-connection.js'
import type { PoolUse, Taken } from './sender.js'

/** A bounded pool in use; each connection is made when it is needed. A statement is given up after `statementMs`. */
export function poolUse(
  name: PoolName,
  connect: () => Promise<PooledConnection>,
  bounds: PoolBounds,
  statementMs: number,
): PoolUse {
  const watch = new PoolWatch(name, bounds, () => pool.numbers)
  const pool: ConnectionPool = new ConnectionPool(connect, bounds, watch)
  return {
    ...measured(pool, watch),
    deadlines: new Deadlines(statementMs),
    async close() {
      watch.telemetry.close()
      await pool.close()
    },
  }
}

/** Takes and gives back, in a way that costs more only for who looks at the figures. */
function measured(pool: ConnectionPool, { telemetry }: PoolWatch): Pick<PoolUse, 'take' | 'release'> {
  const take = (taken: Taken) =>
    pool.take((error, connection) => taken(connection === undefined ? notApplied(error) : undefined, connection))
  if (!telemetry.enabled) return { take, release: (connection, drop) => pool.release(connection, drop) }
  const begun = new WeakMap<PooledConnection, number>()
  return {
    take(taken) {
      const asked = performance.now()
      take((error, connection) => {
        if (connection !== undefined) {
          telemetry.waited(performance.now() - asked)
          begun.set(connection, performance.now())
        }
        taken(error, connection)
      })
    },
    release(connection, drop) {
      telemetry.used(performance.now() - (begun.get(connection) ?? performance.now()))
      pool.release(connection, drop)
    },
  }
}
