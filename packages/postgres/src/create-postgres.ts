import { type Environment, type RecordDriver, StorageStore } from '@dmt-providers/core'
import { postgresDialect, type SqlProvider, sqlRecordDriver, sqlStorageDriver } from '@dmt-providers/sql'
import { classifyPostgresError } from './errors.js'
import type { PostgresOptions } from './options.js'
import { PgConnection } from './pg-connection.js'
import { openServerPool } from './server-pool.js'
import { serverSettings } from './server-settings.js'

/**
 * A storage store on a PostgreSQL server. Nothing is connected until the first call, which also creates the tables in
 * an empty database; an existing database of the reference provider is used as it is. Throws `invalid-options`.
 */
export function createPostgres(options: PostgresOptions, environment?: Environment): StorageStore {
  const { url, tables = ['devices', 'configurations'], timeoutMs, retries, ...given } = options
  return new StorageStore(sqlStorageDriver(server(url, given, environment), tables), { timeoutMs, retries })
}

/** The store of sealed records on a PostgreSQL server. Throws `invalid-options`. */
export function createPostgresRecords(
  options: Omit<PostgresOptions, 'tables'>,
  environment?: Environment,
): RecordDriver {
  const { url, timeoutMs: _, retries: __, ...given } = options
  return sqlRecordDriver(server(url, given, environment))
}

function server(url: string, given: Readonly<Record<string, unknown>>, environment?: Environment): SqlProvider {
  const settings = serverSettings(url, given, environment)
  return {
    provider: 'postgres',
    system: 'postgresql',
    dialect: postgresDialect,
    connection: new PgConnection(() => openServerPool(settings)),
    classify: classifyPostgresError,
    migrate: settings.migrate,
  }
}
