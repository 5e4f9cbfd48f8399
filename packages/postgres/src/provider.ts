import {
  type ConnectionUrl,
  decodedPart,
  type Migrator,
  type OpenOptions,
  type Provider,
  type RecordDriver,
  type StorageStore,
} from '@dmt-providers/core'
import { createPgliteMigrator, createPostgresMigrator } from './create-migrator.js'
import { createPglite, createPgliteRecords } from './create-pglite.js'
import { createPostgres, createPostgresRecords } from './create-postgres.js'
import type { PgliteOptions } from './options.js'

const serverSchemes = ['postgres', 'postgresql']
const schemes = [...serverSchemes, 'pglite']

const storage: Provider<'storage'> = {
  contract: 'storage@1',
  name: 'postgres',
  schemes,
  async open(url, { environment, parts: _, ...options }): Promise<StorageStore> {
    return serverSchemes.includes(url.scheme)
      ? createPostgres({ url: url.expose(), ...options }, environment)
      : createPglite({ ...folderOf(url), ...options }, environment)
  },
}

const records: Provider<'records'> = {
  contract: 'records@1',
  name: 'postgres',
  schemes,
  async open(url, { environment, tables: _, parts: __, ...options }: OpenOptions): Promise<RecordDriver> {
    return serverSchemes.includes(url.scheme)
      ? createPostgresRecords({ url: url.expose(), ...options }, environment)
      : createPgliteRecords({ ...folderOf(url), ...options }, environment)
  },
}

const migrations: Provider<'migrations'> = {
  contract: 'migrations@1',
  name: 'postgres',
  schemes,
  async open(url, { environment, tables: _, ...options }: OpenOptions): Promise<Migrator> {
    return serverSchemes.includes(url.scheme)
      ? createPostgresMigrator({ url: url.expose(), ...options }, environment)
      : createPgliteMigrator({ ...folderOf(url), ...options }, environment)
  },
}

/** What this package offers to URLs. */
export const providers: readonly Provider[] = [storage, records, migrations]

/** `pglite:./folder?migrate=check` → its options; the folder is relative to the working directory. */
function folderOf(url: ConnectionUrl): PgliteOptions {
  const [folder = '', query] = url.expose().slice('pglite:'.length).split('?', 2)
  return {
    ...Object.fromEntries(new URLSearchParams(query)),
    folder: decodedPart('folder', folder.replace(/^\/\//, ''), 'pglite'),
  }
}
