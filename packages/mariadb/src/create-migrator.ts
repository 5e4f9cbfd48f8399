import { type Environment, type MigrationPart, Migrator } from '@dmt-providers/core'
import { sqlMigrationDriver } from '@dmt-providers/sql'
import { mariadbServer } from './create-mariadb.js'
import type { MariadbOptions } from './options.js'
import { serverSettings } from './server-settings.js'

/** What a migrator takes beside what a store of the same database takes. */
interface MigratorOptions {
  /** What to migrate, and to create where it is absent. Default: the parts that the database has. */
  parts?: readonly MigrationPart[] | undefined
}

/**
 * What migrates a database on a MariaDB or MySQL server. There is none to migrate yet, because no release ever made
 * tables there: throws `unsupported` saying so, and `invalid-options`.
 */
export function createMariadbMigrator(
  options: Omit<MariadbOptions, 'tables'> & MigratorOptions,
  environment?: Environment,
): Migrator {
  const { url, parts, ...given } = options
  return new Migrator(sqlMigrationDriver(mariadbServer(serverSettings(url, given, environment)), parts), options)
}
