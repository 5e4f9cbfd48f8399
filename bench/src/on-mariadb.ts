import { createMariadb } from '@dmt-providers/mariadb'
import { mariadbDialect, mysqlDialect } from '@dmt-providers/sql'
import { storeHome } from './home.js'
import { rawMariadb } from './raw-mariadb.js'
import { prepareSubject, type Subject } from './subject.js'

/** Searches that read the whole fleet take long with many callers, who wait for each other: no call is given up. */
const patience = { connectTimeoutMs: 600_000, statementTimeoutMs: 600_000, timeoutMs: 1_200_000 }

/** Measures on a MariaDB or MySQL server, in an empty database of the caller's. */
export async function onMariadb<T>(url: string, devices: number, measure: (subject: Subject) => Promise<T>) {
  const dialect = url.startsWith('mysql:') ? mysqlDialect : mariadbDialect
  const open = () => createMariadb({ url, tables: ['devices'], ...patience })
  const [store, adding] = [open(), open()]
  const [raw, schema] = [rawMariadb(url), rawMariadb(url)]
  const remove = 'delete from devices where tenantid = ?'
  const home = storeHome({ store: adding, raw: schema, remove, analyze: 'analyze table devices' })
  try {
    return await measure(
      await prepareSubject({ store, raw, homes: { ours: home, raw: home }, dialect, schema }, devices),
    )
  } finally {
    for (const one of [store, adding, raw, schema]) await one.close()
  }
}
