import type {
  ErrorClassifier,
  MigrationDriver,
  MigrationPart,
  ProfileProxyConfig,
  ProfileWirelessConfig,
  StorageDriver,
} from '@dmt-providers/core'
import { sql } from 'kysely'
import { DeviceRepository } from './repositories/device-repository.js'
import { DomainRepository } from './repositories/domain-repository.js'
import { LinkRepository } from './repositories/link-repository.js'
import { NamedRepository } from './repositories/named-repository.js'
import { ProfileRepository } from './repositories/profile-repository.js'
import { RecordRepository } from './repositories/record-repository.js'
import { ensureSchema, type MigrateMode } from './schema/ensure-schema.js'
import { SchemaGate } from './schema/schema-gate.js'
import type { SchemaPartName } from './schema/schema-part.js'
import { SqlMigrationDriver } from './schema/sql-migration-driver.js'
import type { SqlConnection } from './sql-connection.js'
import type { SqlDialect } from './sql-dialect.js'
import { compileStatement } from './statement.js'
import { compilable } from './statements/compilable.js'

/** What a database provider hands over. */
export interface SqlProvider {
  /** Provider name for errors: `postgres`. */
  readonly provider: string
  /** OpenTelemetry `db.system.name`. */
  readonly system: string
  readonly dialect: SqlDialect
  readonly connection: SqlConnection
  /** Native code → portable code. A violated reference is `conflict` without reason. */
  readonly classify: ErrorClassifier
  /** `auto` creates tables in an empty database, `check` never does. */
  readonly migrate: MigrateMode
}

/** The storage driver of any SQL database. `parts` names the tables that must be usable. */
export function sqlStorageDriver(provider: SqlProvider, parts: readonly SchemaPartName[]): StorageDriver {
  const context = gated(provider, parts)
  const { connection, dialect } = context
  const links = {
    wireless: new LinkRepository<ProfileWirelessConfig>(context, 'profileWirelessConfigs'),
    proxy: new LinkRepository<ProfileProxyConfig>(context, 'profileProxyConfigs'),
  }
  const ping = compileStatement('ping', 'schema', compilable(dialect, sql`select 1 as ${sql.ref('one')}`), {})
  return {
    provider: provider.provider,
    system: provider.system,
    classify: provider.classify,
    devices: new DeviceRepository(context),
    ciraConfigs: new NamedRepository(context, 'ciraConfigs'),
    domains: new DomainRepository(context),
    ieee8021xProfiles: new NamedRepository(context, 'ieee8021xProfiles'),
    wirelessProfiles: new NamedRepository(context, 'wirelessProfiles'),
    proxyConfigs: new NamedRepository(context, 'proxyConfigs'),
    profiles: new ProfileRepository(context, links),
    profileWirelessConfigs: links.wireless,
    profileProxyConfigs: links.proxy,
    ping: async (call) => {
      await connection.run(ping, {}, call)
    },
    close: () => connection.close(),
  }
}

/** The store of sealed records of any SQL database. */
export function sqlRecordDriver(provider: SqlProvider): RecordRepository {
  return new RecordRepository(gated(provider, ['records']), provider.provider)
}

/** What migrates any SQL database. `parts` names what; `undefined` for the parts that it has. Throws `unsupported`. */
export function sqlMigrationDriver(
  provider: Omit<SqlProvider, 'migrate'>,
  parts: readonly MigrationPart[] | undefined,
): MigrationDriver {
  return new SqlMigrationDriver(provider, parts)
}

function gated(provider: SqlProvider, parts: readonly SchemaPartName[]) {
  const { dialect, connection, classify, migrate } = provider
  const gate = new SchemaGate(connection, (call) => ensureSchema(dialect, connection, parts, migrate, classify, call))
  return { dialect, classify, connection: gate, schema: gate }
}
