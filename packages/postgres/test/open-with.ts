import { StorageStore } from '@dmt-providers/core'
import {
  PooledSqlConnection,
  postgresDialect,
  type SchemaMigration,
  type SqlProvider,
  sqlStorageDriver,
} from '@dmt-providers/sql'
import { onTestFinished } from 'vitest'
import { classifyPostgresError } from '../src/errors.js'
import { openServerPool } from '../src/server-pool.js'
import { serverSettings } from '../src/server-settings.js'
import { sessionPool } from '../src/session-pool.js'

/** A provider of a server whose release has these migrations, closed when the running test ends. */
export function providerWith(url: string, migrations: readonly SchemaMigration[]): SqlProvider {
  const settings = serverSettings(url, {})
  const connection = new PooledSqlConnection(async () => sessionPool(await openServerPool(settings)))
  onTestFinished(() => connection.close())
  return {
    provider: 'postgres',
    system: 'postgresql',
    dialect: { ...postgresDialect, migrations },
    connection,
    classify: classifyPostgresError,
    migrate: 'auto',
  }
}

/** A store of such a provider, for devices alone. */
export function openWith(url: string, migrations: readonly SchemaMigration[]): StorageStore {
  return new StorageStore(sqlStorageDriver(providerWith(url, migrations), ['devices']), {})
}
