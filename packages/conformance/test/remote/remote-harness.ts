import {
  Changes,
  type ConfigDriver,
  ConfigStore,
  ProviderError,
  SecretsStore,
  StorageStore,
  type StoreOptions,
} from '@dmt-providers/core'
import type { Address, ConfigHarness, SecretsHarness, StorageHarness } from '../../src/index.js'
import { ReferenceConfigDriver, ReferenceNotebook } from '../../src/reference/reference-config.js'
import { ReferenceRows } from '../../src/reference/reference-rows.js'
import { ReferenceSecretsDriver, ReferenceVault } from '../../src/reference/reference-secrets.js'
import { referenceStorageDriver } from '../../src/reference/reference-storage.js'
import { DriverServer, passwords } from './driver-server.js'
import { RemoteClient } from './remote-client.js'
import { remoteConfigDriver, remoteSecretsDriver, remoteStorageDriver } from './remote-drivers.js'

/** What stands between a store and the client of its server: nothing, unless a test breaks it. */
export type Between = (client: RemoteClient) => RemoteClient

type Make<Store> = (client: RemoteClient, options?: StoreOptions) => Store

/** The storage reference behind a TCP server, so that everything a network can do to a store is provoked. */
export function remoteStorageHarness(between: Between = (client) => client): StorageHarness {
  const make: Make<StorageStore> = (client, options) => new StorageStore(remoteStorageDriver(between(client)), options)
  const server = new DriverServer(referenceStorageDriver(new ReferenceRows()))
  return { ...remoteHarness(server, make), contract: 'storage', provider: 'remote-reference', unicodeCase: true }
}

/** The secrets reference behind a TCP server. */
export function remoteSecretsHarness(between: Between = (client) => client): SecretsHarness {
  const make: Make<SecretsStore> = (client, options) => new SecretsStore(remoteSecretsDriver(between(client)), options)
  const vault = new ReferenceVault()
  const server = new DriverServer(new ReferenceSecretsDriver(vault))
  return {
    ...remoteHarness(server, make),
    contract: 'secrets',
    provider: 'remote-reference',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    raw: { corrupt: async (path) => vault.corrupt(path) },
  }
}

/** The config reference with the call by which a client waits for a change. */
class ServedConfig extends ReferenceConfigDriver {
  /** The newest revision, as soon as it is another than this one. */
  async changedSince(revision: number): Promise<number> {
    const changes = new Changes()
    this.notebook.watches.add(changes)
    while (this.notebook.revision === revision) await changes.next(new AbortController().signal)
    this.notebook.watches.delete(changes)
    return this.notebook.revision
  }
}

/** The config reference behind a TCP server. */
export function remoteConfigHarness(
  between: Between = (client) => client,
  around: (driver: ConfigDriver) => ConfigDriver = (driver) => driver,
): ConfigHarness {
  const make: Make<ConfigStore> = (client, options) =>
    new ConfigStore(around(remoteConfigDriver(between(client))), options)
  const notebook = new ReferenceNotebook()
  return {
    ...remoteHarness(new DriverServer(new ServedConfig(notebook)), make),
    contract: 'config',
    provider: 'remote-reference',
    capabilities: { compareAndSet: true, watch: true },
    raw: { remove: async (key) => notebook.remove(key) },
  }
}

function remoteHarness<Store>(server: DriverServer, make: Make<Store>) {
  const at = (address: Address, password: string, options?: StoreOptions) =>
    make(new RemoteClient(address, password), options)
  const open = async (options?: StoreOptions) => at(server.address(), passwords.right, options)
  return {
    open,
    openSecond: open,
    openWith: {
      'wrong-password': async (options?: StoreOptions) => at(server.address(), 'Wrong-Password-1', options),
      'no-permission': async (options?: StoreOptions) => at(server.address(), passwords.powerless, options),
      unreachable: async (options?: StoreOptions) => at({ host: '127.0.0.1', port: 1 }, passwords.right, options),
    },
    openWithOptions: async (added: Readonly<Record<string, unknown>>) => {
      const unknown = Object.keys(added)
      if (unknown.length > 0) throw new ProviderError('invalid-options', `unknown options: ${unknown.join(', ')}`)
      return await open()
    },
    endpoint: {
      address: () => server.address(),
      open: async (address: Address, options?: StoreOptions) => at(address, passwords.right, options),
    },
    confidential: () => [...Object.values(passwords), 'Wrong-Password-1'],
    setUp: () => server.start(),
    tearDown: () => server.close(),
  }
}
