import { type Environment, Migrator } from '@dmt-providers/core'
import { type MigratorOptions, sqlMigrationDriver } from '@dmt-providers/sql'
import { mariadbServer } from './create-mariadb.js'
import type { MariadbOptions } from './options.js'
import { serverSettings } from './server-settings.js'

/**
 * An index on a large table takes as long as it takes, and a second connection meanwhile says that this runner lives.
 * The driver gives a statement up after a day.
 */
const unhurried = { statementTimeoutMs: 86_400_000, poolMax: 2 }

/**
 * What migrates a database on a MariaDB or MySQL server; nothing is connected until its first call. Each step commits by
 * itself there: a run that ended in the middle is taken up by the next one. Throws `invalid-options`.
 */
export function createMariadbMigrator(
  options: Omit<MariadbOptions, 'tables'> & MigratorOptions,
  environment?: Environment,
): Migrator {
  const { url, parts, ...given } = options
  const settings = serverSettings(url, given, environment)
  return new Migrator(sqlMigrationDriver(mariadbServer({ ...settings, ...unhurried }), parts), options)
}
