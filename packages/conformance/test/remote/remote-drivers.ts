import { Call, type ConfigDriver, type ConfigEntry, type SecretsDriver, type StorageDriver } from '@dmt-providers/core'
import type { RemoteClient } from './remote-client.js'

const tables = [
  'devices',
  'ciraConfigs',
  'domains',
  'ieee8021xProfiles',
  'wirelessProfiles',
  'proxyConfigs',
  'profiles',
  'profileWirelessConfigs',
  'profileProxyConfigs',
]

/** A storage driver whose calls are served elsewhere. */
export function remoteStorageDriver(client: RemoteClient): StorageDriver {
  const own = {
    provider: 'remote-reference',
    system: 'memory',
    classify: () => undefined,
    ping: async (call: Call) => await client.call(['ping'], [], call),
    close: () => client.close(),
  }
  // What a driver does beside its calls stays here.
  const served = tables.map((table) => [table, Object.assign(forwarding(client, [table]), { prepareBatch: undefined })])
  return Object.assign(own, Object.fromEntries(served))
}

/** A secrets driver whose calls are served elsewhere. */
export function remoteSecretsDriver(client: RemoteClient): SecretsDriver {
  const own = {
    provider: 'remote-reference',
    system: 'memory',
    capabilities: { compareAndSet: true, history: true },
    classify: () => undefined,
    close: () => client.close(),
  }
  return Object.assign(forwarding(client, []), own)
}

/** A config driver whose calls are served elsewhere; a watch asks for the next change and waits for the answer. */
export function remoteConfigDriver(client: RemoteClient): ConfigDriver {
  const list = async (prefix: string, call: Call) => (await client.call(['list'], [prefix], call)) as ConfigEntry[]
  return {
    provider: 'remote-reference',
    system: 'memory',
    capabilities: { compareAndSet: true, watch: true },
    classify: () => undefined,
    get: async (key, call) => (await client.call(['get'], [key], call)) as ConfigEntry | undefined,
    list,
    put: async (key, value, expected, call) =>
      (await client.call(['put'], [key, value, expected], call)) as string | undefined,
    async *watch(prefix, signal) {
      const call = new Call({})
      signal.addEventListener('abort', () => call.cancel(signal.reason), { once: true })
      for (let revision = -1; !signal.aborted; ) {
        revision = (await client.call(['changedSince'], [revision], call)) as number
        yield await list(prefix, call)
      }
    },
    probe: async (call) => void (await client.call(['probe'], [], call)),
    close: () => client.close(),
  }
}

/** An object whose every method forwards its arguments; the last one is the call. */
function forwarding(client: RemoteClient, path: readonly string[]) {
  const own: Record<string, unknown> = {}
  return new Proxy(own, {
    get: (target, method) =>
      Object.hasOwn(target, method)
        ? Reflect.get(target, method)
        : async (...args: unknown[]) =>
            await client.call([...path, String(method)], args.slice(0, -1), args.at(-1) as Call),
  }) as unknown as SecretsDriver
}
