import { type Environment, type RecordDriver, StorageStore } from '@dmt-providers/core'
import {
  mariadbDialect,
  mysqlDialect,
  PooledSqlConnection,
  type SqlProvider,
  sqlRecordDriver,
  sqlStorageDriver,
} from '@dmt-providers/sql'
import { classifyMariadbError } from './errors.js'
import type { MariadbOptions, ServerSettings } from './options.js'
import { openServerPool } from './server-pool.js'
import { serverSettings } from './server-settings.js'
import type { Product } from './session.js'

const dialects = { mariadb: mariadbDialect, mysql: mysqlDialect } as const

/**
 * A storage store on a MariaDB server, or with a URL `mysql://…` on a MySQL server. Nothing is connected until the first
 * call, which also creates the tables in an empty database. Throws `invalid-options`.
 */
export function createMariadb(options: MariadbOptions, environment?: Environment): StorageStore {
  const { url, tables = ['devices', 'configurations'], ...given } = options
  const settings = serverSettings(url, given, environment)
  return new StorageStore(sqlStorageDriver(mariadbServer(settings), tables), settings)
}

/** The store of sealed records on a MariaDB or MySQL server. Throws `invalid-options`. */
export function createMariadbRecords(options: Omit<MariadbOptions, 'tables'>, environment?: Environment): RecordDriver {
  const { url, ...given } = options
  return sqlRecordDriver(mariadbServer(serverSettings(url, given, environment)))
}

/** A server as the SQL stores see it; nothing is connected yet. */
export function mariadbServer(settings: ServerSettings): SqlProvider {
  const product: Product = /^mysql:/i.test(settings.url) ? 'mysql' : 'mariadb'
  return {
    provider: 'mariadb',
    system: product,
    dialect: dialects[product],
    connection: new PooledSqlConnection(() => openServerPool(settings, product)),
    classify: classifyMariadbError,
    migrate: settings.migrate,
  }
}
