import { type Environment, type RecordDriver, StorageStore } from '@dmt-providers/core'
import {
  PooledSqlConnection,
  postgresDialect,
  type SqlProvider,
  sqlRecordDriver,
  sqlStorageDriver,
} from '@dmt-providers/sql'
import { classifyPostgresError } from './errors.js'
import { type EmbeddedSettings, type PgliteOptions, pgliteOptions } from './options.js'
import { usePglite } from './pglite-instances.js'
import { sessionPool } from './session-pool.js'

/**
 * A storage store on an embedded database in a folder: no server at all. Stores of one process share the folder's
 * database; a second process is refused by name with `unavailable`. Throws `invalid-options`.
 */
export function createPglite(options: PgliteOptions, environment?: Environment): StorageStore {
  const { tables = ['devices', 'configurations'], ...given } = options
  const settings = pgliteOptions.parse(given, environment)
  return new StorageStore(sqlStorageDriver(embeddedPglite(settings), tables), settings)
}

/** The store of sealed records in an embedded database. Throws `invalid-options`. */
export function createPgliteRecords(options: Omit<PgliteOptions, 'tables'>, environment?: Environment): RecordDriver {
  return sqlRecordDriver(embeddedPglite(pgliteOptions.parse({ ...options }, environment)))
}

/** An embedded database as the SQL stores see it; nothing is opened yet. Throws `invalid-options`. */
export function embeddedPglite({ folder, migrate }: EmbeddedSettings): SqlProvider {
  return {
    provider: 'pglite',
    system: 'postgresql',
    dialect: postgresDialect,
    connection: new PooledSqlConnection(async () => sessionPool(await usePglite(folder))),
    classify: classifyPostgresError,
    migrate,
  }
}
