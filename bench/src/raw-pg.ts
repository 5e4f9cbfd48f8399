import pg from 'pg'
import type { RawDriver } from './raw-driver.js'

/** The pool of `pg` with the settings that `@dmt-providers/postgres` gives its own. */
export function rawPg(url: string): RawDriver {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    query_timeout: 35_000,
    application_name: 'bench-raw',
    keepAlive: true,
  })
  // A database that is dropped ends connections whose farewell it has not read yet.
  pool.on('error', () => undefined)
  return {
    query: ({ name, text }, values) => pool.query({ name, text, values }),
    close: () => pool.end(),
  }
}
