import { type Environment, type RecordDriver, StorageStore } from '@dmt-providers/core'
import { postgresDialect, type SqlProvider, sqlRecordDriver, sqlStorageDriver } from '@dmt-providers/sql'
import { classifyPostgresError } from './errors.js'
import { type PgliteOptions, pgliteOptions } from './options.js'
import { PgConnection } from './pg-connection.js'
import { usePglite } from './pglite-instances.js'

/**
 * A storage store on an embedded database in a folder: no server at all. Stores of one process share the folder's
 * database; a second process is refused by name with `unavailable`. Throws `invalid-options`.
 */
export function createPglite(options: PgliteOptions, environment?: Environment): StorageStore {
  const { tables = ['devices', 'configurations'], timeoutMs, retries, ...given } = options
  return new StorageStore(sqlStorageDriver(embedded(given, environment), tables), { timeoutMs, retries })
}

/** The store of sealed records in an embedded database. Throws `invalid-options`. */
export function createPgliteRecords(options: Omit<PgliteOptions, 'tables'>, environment?: Environment): RecordDriver {
  const { timeoutMs: _, retries: __, ...given } = options
  return sqlRecordDriver(embedded(given, environment))
}

function embedded(given: Readonly<Record<string, unknown>>, environment?: Environment): SqlProvider {
  const settings = pgliteOptions.parse(given, environment)
  return {
    provider: 'pglite',
    system: 'postgresql',
    dialect: postgresDialect,
    connection: new PgConnection(() => usePglite(settings.folder)),
    classify: classifyPostgresError,
    migrate: settings.migrate,
  }
}
