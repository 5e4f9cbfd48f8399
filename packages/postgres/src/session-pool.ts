import { Deadlines } from '@dmt-providers/core'
import { notApplied, type PoolUse } from '@dmt-providers/sql'
import type pg from 'pg'
import type { DriverPool } from './driver-pool.js'
import { PgSession } from './pg-session.js'

/** A pool of the driver as SQL stores use it. A statement is given up after `statementMs`, without it never. */
export async function sessionPool(driverPool: DriverPool, statementMs?: number): Promise<PoolUse<PgSession>> {
  const { Query } = (await import('pg')).default
  const { pool, cancel = () => Promise.resolve(), refused = notApplied, release } = driverPool
  const take = driverPool.take ?? ((taken) => pool.connect(taken))
  const sessions = new WeakMap<pg.PoolClient, PgSession>()
  const sessionOf = (client: pg.PoolClient) => {
    const known = sessions.get(client) ?? new PgSession(client, Query, cancel)
    sessions.set(client, known)
    return known
  }
  return {
    take(taken) {
      take((error, client) => {
        if (client === undefined) taken(refused(error), undefined)
        else taken(undefined, sessionOf(client))
      })
    },
    release: ({ client }, drop) => client.release(drop),
    deadlines: statementMs === undefined ? undefined : new Deadlines(statementMs),
    close: release,
  }
}
