import { type Environment, type RecordDriver, StorageStore } from '@dmt-providers/core'
import {
  mssqlDialect,
  PooledSqlConnection,
  type SqlProvider,
  sqlRecordDriver,
  sqlStorageDriver,
} from '@dmt-providers/sql'
import { classifyMssqlError } from './errors.js'
import type { MssqlOptions, ServerSettings } from './options.js'
import { openServerPool } from './server-pool.js'
import { serverSettings } from './server-settings.js'

/**
 * A storage store on SQL Server or Azure SQL Database. Nothing is connected until the first call, which also creates the
 * tables in an empty database. Throws `invalid-options`.
 */
export function createMssql(options: MssqlOptions, environment?: Environment): StorageStore {
  const { url, tables = ['devices', 'configurations'], ...given } = options
  const settings = serverSettings(url, given, environment)
  return new StorageStore(sqlStorageDriver(mssqlServer(settings), tables), settings)
}

/** The store of sealed records on SQL Server or Azure SQL Database. Throws `invalid-options`. */
export function createMssqlRecords(options: Omit<MssqlOptions, 'tables'>, environment?: Environment): RecordDriver {
  const { url, ...given } = options
  return sqlRecordDriver(mssqlServer(serverSettings(url, given, environment)))
}

/** A server as the SQL stores see it; nothing is connected yet. */
export function mssqlServer(settings: ServerSettings): SqlProvider {
  return {
    provider: 'mssql',
    system: 'microsoft.sql_server',
    dialect: mssqlDialect,
    connection: new PooledSqlConnection(() => openServerPool(settings)),
    classify: classifyMssqlError,
    migrate: settings.migrate,
  }
}
