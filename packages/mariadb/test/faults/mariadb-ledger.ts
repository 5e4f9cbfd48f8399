import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import type { LedgerProduct } from '../../../../tooling/write-faults/writers.js'
import { createMariadb } from '../../src/index.js'

/** Databases that note each write, for the faults that every SQL store goes through. */
export const mariadbLedger: LedgerProduct = {
  async database(server) {
    const name = `faults_${process.hrtime.bigint()}`
    await mariadbAt(server, `create database ${name}`)
    const url = urlWith(server, { pathname: `/${name}` })
    const store = createMariadb({ url })
    await store.ping()
    await store.close()
    await mariadbAt(
      url,
      'create table noted (token varchar(100) not null)',
      ...notes('devices', 'hostname'),
      ...notes('profiles', 'profile_name'),
    )
    return url
  },

  rowsAt: mariadbAt,

  isUp: (url) =>
    mariadbAt(url, 'select 1').then(
      () => true,
      () => false,
    ),
}

/** Notes the token of each write in the transaction that applies it. */
const notes = (table: string, column: string) =>
  ['insert', 'update'].map(
    (event) => `create trigger ${table}_${event} after ${event} on ${table} for each row
       insert into noted select new.${column} from dual where new.${column} is not null`,
  )
