import type { Migrator, OpenOptions, Provider, RecordDriver, StorageStore } from '@dmt-providers/core'
import { createMssqlMigrator } from './create-migrator.js'
import { createMssql, createMssqlRecords } from './create-mssql.js'

const schemes = ['mssql', 'sqlserver', 'ado']

const storage: Provider<'storage'> = {
  contract: 'storage@1',
  name: 'mssql',
  schemes,
  async open(url, { environment, parts: _, ...options }): Promise<StorageStore> {
    return createMssql({ url: url.expose(), ...options }, environment)
  },
}

const records: Provider<'records'> = {
  contract: 'records@1',
  name: 'mssql',
  schemes,
  async open(url, { environment, tables: _, parts: __, ...options }: OpenOptions): Promise<RecordDriver> {
    return createMssqlRecords({ url: url.expose(), ...options }, environment)
  },
}

const migrations: Provider<'migrations'> = {
  contract: 'migrations@1',
  name: 'mssql',
  schemes,
  async open(url, { environment, tables: _, ...options }: OpenOptions): Promise<Migrator> {
    return createMssqlMigrator({ url: url.expose(), ...options }, environment)
  },
}

/** What this package offers to URLs. */
export const providers: readonly Provider[] = [storage, records, migrations]
