import pg from 'pg'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import type { LedgerProduct } from '../../../../tooling/write-faults/writers.js'
import { createPostgres } from '../../src/index.js'
import { sqlAt } from '../sql-at.js'

/** Databases that note each write, for the faults that every SQL store goes through. */
export const postgresLedger: LedgerProduct = {
  async database(server) {
    const name = `faults_${process.hrtime.bigint()}`
    await sqlAt(server, `create database ${name}`)
    const url = urlWith(server, { pathname: `/${name}` })
    const store = createPostgres({ url })
    await store.ping()
    await store.close()
    await sqlAt(
      url,
      'create table noted (token text not null)',
      ...notes('devices', 'hostname'),
      ...notes('profiles', 'profile_name'),
    )
    return url
  },

  rowsAt: sqlAt,

  async isUp(url) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    const connected = await client.connect().then(
      () => client.query('select 1').then(() => true),
      () => false,
    )
    await client.end().catch(() => undefined)
    return connected
  },
}

/** Notes the token of each write in the transaction that applies it. */
const notes = (table: string, column: string) => [
  `create function note_${table}() returns trigger language plpgsql as
     $$ begin insert into noted values (new.${column}); return null; end $$`,
  `create trigger note after insert or update on ${table} for each row
     when (new.${column} is not null) execute function note_${table}()`,
]
