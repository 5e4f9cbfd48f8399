import { type MigrationPart, Migrator, StorageStore } from '@dmt-providers/core'
import { type SchemaMigration, type SqlProvider, sqlMigrationDriver, sqlStorageDriver } from '@dmt-providers/sql'
import { onTestFinished } from 'vitest'
import { mariadbServer } from '../../src/create-mariadb.js'
import { createMariadbMigrator } from '../../src/index.js'
import { serverSettings } from '../../src/server-settings.js'

/** A migrator of a URL that is closed when the running test ends. */
export function migratorAt(url: string, parts?: readonly MigrationPart[]): Migrator {
  const migrator = createMariadbMigrator({ url, parts })
  onTestFinished(() => migrator.close())
  return migrator
}

/** A migrator of a release that has these migrations, and no others. */
export function migratorWith(url: string, migrations: readonly SchemaMigration[]): Migrator {
  return new Migrator(sqlMigrationDriver(providerWith(url, migrations), undefined))
}

/** A store of such a release. */
export function storeWith(url: string, migrations: readonly SchemaMigration[]): StorageStore {
  return new StorageStore(sqlStorageDriver(providerWith(url, migrations), ['devices', 'configurations']), {})
}

function providerWith(url: string, migrations: readonly SchemaMigration[]): SqlProvider {
  const provider = mariadbServer(serverSettings(url, {}))
  onTestFinished(() => provider.connection.close())
  return { ...provider, dialect: { ...provider.dialect, migrations } }
}
