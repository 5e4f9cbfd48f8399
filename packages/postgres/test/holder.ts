import pg from 'pg'
import { onTestFinished } from 'vitest'
import { sqlAt } from './sql-at.js'

/** The part of a query that finds the connections of stores to the database it runs in. */
export const ofStores = `from pg_stat_activity where datname = current_database() and application_name = 'dmt-providers'`

/** Another client's connection, in a transaction that holds up whoever writes the same rows, until it is let go. */
export async function holder(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  onTestFinished(() => client.end())
  await client.connect()
  await client.query('begin')
  await client.query(statement)
  return {
    /** Resolves once somebody waits for its rows. */
    async reached() {
      while ((await sqlAt(url, `select ${ofStores} and wait_event_type = 'Lock'`)).length === 0);
    },
    letGo: () => client.query('rollback'),
  }
}
