import { ConnectionUrl } from './connection-url.js'
import { Environment } from './environment.js'
import type { ContractName, Opened, OpenOptions } from './provider.js'
import { findProvider } from './registry.js'

/**
 * Opens the storage that a URL names: `postgres://…`, `pglite:./folder`. The provider package is imported on demand.
 * Throws `invalid-options` for a URL, option or package that cannot work.
 */
export async function openStorage(url: string, options: OpenOptions = {}): Promise<Opened['storage']> {
  return await open('storage', url, options)
}

/** Opens the secret store that a URL names: `envelope+file:./secrets?key=file:./key`. Throws like {@link openStorage}. */
export async function openSecrets(url: string, options: OpenOptions = {}): Promise<Opened['secrets']> {
  return await open('secrets', url, options)
}

/** Opens the configuration store that a URL names. Throws like {@link openStorage}. */
export async function openConfig(url: string, options: OpenOptions = {}): Promise<Opened['config']> {
  return await open('config', url, options)
}

/** Opens the store of sealed records that a database URL names; for providers that encrypt. Throws like {@link openStorage}. */
export async function openRecords(url: string, options: OpenOptions = {}): Promise<Opened['records']> {
  return await open('records', url, options)
}

/**
 * Opens what migrates the database that a URL names; `parts` of the options says which tables. Nothing is connected
 * before its first call. Throws like {@link openStorage}.
 */
export async function openMigrator(url: string, options: OpenOptions = {}): Promise<Opened['migrations']> {
  return await open('migrations', url, options)
}

async function open<C extends ContractName>(contract: C, text: string, options: OpenOptions): Promise<Opened[C]> {
  const url = ConnectionUrl.parse(text, `${contract} url`)
  const environment = options.environment ?? new Environment()
  const provider = await findProvider(contract, url, environment)
  const { cache, maxConcurrent, ...others } = options
  const ofSecrets = contract === 'secrets' ? { cache, maxConcurrent } : {}
  return await provider.open(url, { ...others, ...ofSecrets, environment })
}
