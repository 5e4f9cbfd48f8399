import { redactText } from '@dmt-providers/core'
import type pg from 'pg'
import type { ServerSettings } from './options.js'
import type { PoolUse } from './pg-connection.js'
import { textTypes } from './text-types.js'

/** Milliseconds after the server's own limit at which the client gives a connection up. */
const grace = 5_000

/** Opens a bounded pool of connections to a PostgreSQL server; each connects when it is needed. */
export async function openServerPool(settings: ServerSettings): Promise<PoolUse> {
  const { default: driver } = await import('pg')
  const pool = new driver.Pool({
    connectionString: settings.url,
    max: settings.poolMax,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    idleTimeoutMillis: settings.idleTimeoutMs,
    statement_timeout: settings.statementTimeoutMs,
    query_timeout: settings.statementTimeoutMs + grace,
    application_name: settings.application_name ?? settings.fallback_application_name ?? 'dmt-providers',
    keepAlive: true,
    types: textTypes(driver.types),
  })
  survive(pool)
  return { pool, release: () => pool.end() }
}

/**
 * A connection that the server ends is an `error` event of the pool while idle and of the client while checked out;
 * without a listener either of them ends the process. The pool replaces the connection by itself.
 */
function survive(pool: pg.Pool): void {
  pool.on('error', (error) => {
    process.emitWarning(`a PostgreSQL connection ended: ${redactText(error.message)}`, { code: 'DMT_CONNECTION_LOST' })
  })
  pool.on('connect', (client) => client.on('error', () => {}))
}
