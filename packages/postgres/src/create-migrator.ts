import { type Environment, Migrator } from '@dmt-providers/core'
import { type MigratorOptions, sqlMigrationDriver } from '@dmt-providers/sql'
import { embeddedPglite } from './create-pglite.js'
import { postgresServer } from './create-postgres.js'
import { type PgliteOptions, type PostgresOptions, pgliteOptions } from './options.js'
import { serverSettings } from './server-settings.js'

/** An index on a large table takes as long as it takes; the server's own limit is lifted in each transaction. */
const unhurried = { statementTimeoutMs: 86_400_000, poolMax: 1 }

/**
 * What migrates a database on a PostgreSQL server; nothing is connected until its first call. Behind PgBouncer too:
 * all that it does, its lock included, stays within transactions. Throws `invalid-options`.
 */
export function createPostgresMigrator(
  options: Omit<PostgresOptions, 'tables'> & MigratorOptions,
  environment?: Environment,
): Migrator {
  const { url, parts, ...given } = options
  const settings = serverSettings(url, given, environment)
  // No statement of a migration is prepared, and each transaction sets its own limits, so a proxy need not be named.
  const preparedStatements = settings.preparedStatements && settings.options !== undefined
  const server = postgresServer({ ...settings, ...unhurried, preparedStatements })
  return new Migrator(sqlMigrationDriver(server, parts), options)
}

/** What migrates an embedded database, which no other process may use meanwhile. Throws `invalid-options`. */
export function createPgliteMigrator(
  options: Omit<PgliteOptions, 'tables'> & MigratorOptions,
  environment?: Environment,
): Migrator {
  const { parts, ...given } = options
  return new Migrator(sqlMigrationDriver(embeddedPglite(pgliteOptions.parse(given, environment)), parts), options)
}
