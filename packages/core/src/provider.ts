import type { ConfigStore } from './config/config-store.js'
import type { ConnectionUrl } from './connection-url.js'
import type { Environment } from './environment.js'
import type { MigrationPart } from './migrations/migration-plan.js'
import type { Migrator } from './migrations/migrator.js'
import type { RecordDriver } from './records/record-driver.js'
import type { SecretsStoreOptions } from './secrets/secrets-cache-options.js'
import type { SecretsStore } from './secrets/secrets-store.js'
import type { StorageStore } from './storage/storage-store.js'
import type { StoreOptions } from './store-options.js'

/** Version of each contract. A provider made for another version is refused when it is loaded. */
export const contractVersions = {
  storage: 'storage@1',
  secrets: 'secrets@1',
  config: 'config@1',
  records: 'records@1',
  migrations: 'migrations@1',
} as const

/** Name of a contract. */
export type ContractName = keyof typeof contractVersions

/** Groups of tables that a service needs: MPS `devices`, RPS `configurations`. */
export type TableGroup = 'devices' | 'configurations'

/** How a store is opened from its URL. */
export interface OpenOptions extends StoreOptions {
  /** Where options that are not in the URL come from. Default: the process's. */
  environment?: Environment | undefined
  /** For storage: tables that must exist. Default: all. */
  tables?: readonly TableGroup[] | undefined
  /** For migrations: what to migrate, and to create where it is absent. Default: the parts that the database has. */
  parts?: readonly MigrationPart[] | undefined
  /** For secrets: keeps what was read in memory for a short time. Default: nothing is kept. */
  cache?: SecretsStoreOptions['cache']
  /** For secrets: calls that may be with the store at once. Default 64. */
  maxConcurrent?: number | undefined
}

/** What each contract's `open` answers. */
export interface Opened {
  storage: StorageStore
  secrets: SecretsStore
  config: ConfigStore
  records: RecordDriver
  migrations: Migrator
}

/** What a provider package exports, once for each contract it implements, in its `providers`. */
export interface Provider<C extends ContractName = ContractName> {
  /** Contract and version: `storage@1`. */
  readonly contract: (typeof contractVersions)[C]
  /** Package name without scope: `postgres`. */
  readonly name: string
  /** URL schemes without colon. A trailing `*` matches any rest: `envelope+*`. */
  readonly schemes: readonly string[]
  /** Makes the store. It may connect lazily; a wrong option throws `invalid-options` here. */
  open(url: ConnectionUrl, options: OpenOptions): Promise<Opened[C]>
}
