import pg from 'pg'
import type { RawDriver } from '../src/raw-driver.js'

/** A connection that waits as long as a statement takes, for what is not measured. */
export function homePg(url: string): RawDriver {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'bench-home' })
  return {
    query: ({ text }, values) => pool.query(text, values),
    close: () => pool.end(),
  }
}
