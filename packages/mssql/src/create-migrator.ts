import { type Environment, Migrator } from '@dmt-providers/core'
import { type MigratorOptions, sqlMigrationDriver } from '@dmt-providers/sql'
import { mssqlServer } from './create-mssql.js'
import type { MssqlOptions } from './options.js'
import { serverSettings } from './server-settings.js'

/** An index on a large table takes as long as it takes; the driver gives a statement up after a day. */
const unhurried = { statementTimeoutMs: 86_400_000, poolMax: 1 }

/**
 * What migrates a database on SQL Server or Azure SQL Database; nothing is connected until its first call. Each part is one
 * transaction, its lock included. Throws `invalid-options`.
 */
export function createMssqlMigrator(
  options: Omit<MssqlOptions, 'tables'> & MigratorOptions,
  environment?: Environment,
): Migrator {
  const { url, parts, ...given } = options
  const settings = { ...serverSettings(url, given, environment), ...unhurried }
  return new Migrator(sqlMigrationDriver(mssqlServer(settings), parts), options)
}
