import type { Migrator, OpenOptions, Provider, RecordDriver, StorageStore } from '@dmt-providers/core'
import { createMariadb, createMariadbRecords } from './create-mariadb.js'
import { createMariadbMigrator } from './create-migrator.js'

const schemes = ['mariadb', 'mysql']

const storage: Provider<'storage'> = {
  contract: 'storage@1',
  name: 'mariadb',
  schemes,
  async open(url, { environment, parts: _, ...options }): Promise<StorageStore> {
    return createMariadb({ url: url.expose(), ...options }, environment)
  },
}

const records: Provider<'records'> = {
  contract: 'records@1',
  name: 'mariadb',
  schemes,
  async open(url, { environment, tables: _, parts: __, ...options }: OpenOptions): Promise<RecordDriver> {
    return createMariadbRecords({ url: url.expose(), ...options }, environment)
  },
}

const migrations: Provider<'migrations'> = {
  contract: 'migrations@1',
  name: 'mariadb',
  schemes,
  async open(url, { environment, tables: _, ...options }: OpenOptions): Promise<Migrator> {
    return createMariadbMigrator({ url: url.expose(), ...options }, environment)
  },
}

/** What this package offers to URLs. */
export const providers: readonly Provider[] = [storage, records, migrations]
