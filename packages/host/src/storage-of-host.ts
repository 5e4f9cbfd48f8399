import { openStorage, ProviderError, type StorageStore, type TableGroup } from '@dmt-providers/core'
import type { Host } from './host.js'
import { OnePerText } from './one-per-text.js'
import type { Settings } from './settings.js'

const stores = new OnePerText<StorageStore>()

/** A store, and the way to let go of it. */
export interface StorageOfHost {
  store: StorageStore
  /** Closes the store for everything in this process that uses the same connection string. */
  close(): Promise<void>
}

/**
 * The storage of a service: the file named by `<SERVICE>_CONNECTION_STRING_FILE`, else what the service passed. One
 * store serves every adapter of the process with the same connection string; `adapt` adds what further settings of the
 * service mean for it. Throws `invalid-options`.
 */
export async function storageOfHost(
  given: unknown,
  host: Host<unknown>,
  tables: readonly TableGroup[],
  adapt: (url: string, settings: Settings) => string = (url) => url,
): Promise<StorageOfHost> {
  const { settings } = host
  const passed = typeof given === 'string' && given !== '' ? given : settings.get('connection_string')
  const url = (await settings.file('connection_string')) ?? passed
  if (url === undefined) {
    throw new ProviderError(
      'invalid-options',
      `${settings.variable('connection_string')} is not set; write a URL such as postgres://user@host:5432/database or pglite:./folder`,
    )
  }
  const store = await stores.get(url, async () => {
    const opened = await openStorage(adapt(url, settings), { tables, environment: settings.environment })
    host.logger.info(`Storage is served by ${opened.provider}`)
    return opened
  })
  const close = async () => {
    stores.forget(url)
    await store.close()
  }
  return { store, close }
}
