import { type Environment, type MigrationPart, Migrator } from '@dmt-providers/core'
import { sqlMigrationDriver } from '@dmt-providers/sql'
import { mssqlServer } from './create-mssql.js'
import type { MssqlOptions } from './options.js'
import { serverSettings } from './server-settings.js'

/** What a migrator takes beside what a store of the same database takes. */
interface MigratorOptions {
  /** What to migrate, and to create where it is absent. Default: the parts that the database has. */
  parts?: readonly MigrationPart[] | undefined
}

/**
 * What migrates a database on SQL Server or Azure SQL Database. There is none to migrate yet, because no release ever made
 * tables there: throws `unsupported` saying so, and `invalid-options`.
 */
export function createMssqlMigrator(
  options: Omit<MssqlOptions, 'tables'> & MigratorOptions,
  environment?: Environment,
): Migrator {
  const { url, parts, ...given } = options
  return new Migrator(sqlMigrationDriver(mssqlServer(serverSettings(url, given, environment)), parts), options)
}
