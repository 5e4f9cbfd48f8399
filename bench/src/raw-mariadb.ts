import { createPool } from 'mariadb'
import type { RawDriver } from './raw-driver.js'

/** Calls that leave something to be added up, and after how many of them our stores do so. */
const leavesChanges = /^call dmt_devices?_(?:insert|update|delete|clear)/
const writesPerFold = 64

/** The driver's own pool, with the settings that `@dmt-providers/mariadb` gives its connections. */
export function rawMariadb(url: string): RawDriver {
  const { hostname, port, username, password, pathname, protocol } = new URL(url)
  const limit = protocol === 'mysql:' ? { max_execution_time: 600_000 } : { max_statement_time: 600 }
  const pool = createPool({
    host: hostname,
    port: Number(port),
    user: username,
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    connectionLimit: 10,
    acquireTimeout: 600_000,
    idleTimeout: 30,
    collation: 'UTF8MB4_BIN',
    foundRows: true,
    bigIntAsNumber: true,
    checkDuplicate: false,
    timezone: 'Z',
    sessionVariables: { ...limit, sql_mode: 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone: '+00:00' },
    // MySQL's servers ask for it where there is no TLS; these are loopback addresses.
    allowPublicKeyRetrieval: true,
  })
  let writes = 0
  return {
    async query({ name, text }, values) {
      const answer: unknown = await (name === '' ? pool.query(text, values) : pool.execute(text, values))
      // What writes leave to be added up costs those who follow, so both sides send the statement that adds it up.
      if (leavesChanges.test(text) && ++writes % writesPerFold === 0) await pool.execute('call dmt_devices_fold()')
      if (!Array.isArray(answer)) return { rows: [], affectedRows: Number(Reflect.get(Object(answer), 'affectedRows')) }
      // A procedure answers its rows, and behind them how it ended.
      const rows = Array.isArray(answer[0]) ? answer[0] : answer
      for (const row of rows) read(row)
      return { rows }
    },
    close: () => pool.end(),
  }
}

/** What the driver has no types for: lists and objects are texts, and a truth is a number. */
function read(row: Record<string, unknown>): void {
  if (typeof row.tags === 'string') row.tags = JSON.parse(row.tags)
  if (typeof row.deviceInfo === 'string') row.deviceInfo = JSON.parse(row.deviceInfo)
  if (typeof row.connectionStatus === 'number') row.connectionStatus = row.connectionStatus === 1
}
