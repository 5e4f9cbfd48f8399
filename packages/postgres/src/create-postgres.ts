import { type Environment, type RecordDriver, StorageStore } from '@dmt-providers/core'
import {
  PooledSqlConnection,
  postgresDialect,
  type SqlProvider,
  sqlRecordDriver,
  sqlStorageDriver,
} from '@dmt-providers/sql'
import { classifyPostgresError } from './errors.js'
import type { PostgresOptions, ServerSettings } from './options.js'
import { openServerPool } from './server-pool.js'
import { serverSettings } from './server-settings.js'
import { sessionPool } from './session-pool.js'
import { UnnamedStatements } from './unnamed-statements.js'

/** Milliseconds after the server's own limit for a statement at which the client gives it up. */
const grace = 5_000

/**
 * A storage store on a PostgreSQL server. Nothing is connected until the first call, which also creates the tables in
 * an empty database; an existing database of the reference provider is used as it is. Throws `invalid-options`.
 */
export function createPostgres(options: PostgresOptions, environment?: Environment): StorageStore {
  const { url, tables = ['devices', 'configurations'], ...given } = options
  const settings = serverSettings(url, given, environment)
  return new StorageStore(sqlStorageDriver(postgresServer(settings), tables), settings)
}

/** The store of sealed records on a PostgreSQL server. Throws `invalid-options`. */
export function createPostgresRecords(
  options: Omit<PostgresOptions, 'tables'>,
  environment?: Environment,
): RecordDriver {
  const { url, ...given } = options
  return sqlRecordDriver(postgresServer(serverSettings(url, given, environment)))
}

/** A server as the SQL stores see it; nothing is connected yet. Throws `invalid-options`. */
export function postgresServer(settings: ServerSettings): SqlProvider {
  const { preparedStatements, statementTimeoutMs } = settings
  // Behind a proxy that pools transactions the server has no limit of its own, and the client's is the one.
  const limit = preparedStatements ? statementTimeoutMs + grace : statementTimeoutMs
  const connection = new PooledSqlConnection(async () => sessionPool(await openServerPool(settings), limit))
  return {
    provider: 'postgres',
    system: 'postgresql',
    dialect: postgresDialect,
    connection: preparedStatements ? connection : new UnnamedStatements(connection),
    classify: classifyPostgresError,
    migrate: settings.migrate,
  }
}
