import { redactText } from '@dmt-providers/core'
import type { ServerSettings } from './options.js'
import { type PoolUse, poolUse } from './pool-use.js'
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
  return poolUse(pool, (error) => {
    process.emitWarning(`a PostgreSQL connection ended: ${redactText(error.message)}`, { code: 'DMT_CONNECTION_LOST' })
  })
}
