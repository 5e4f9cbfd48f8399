import type { StorageStore } from '@dmt-providers/core'
import type { ContractCall, ContractCalls } from '../any-contract/contract-calls.js'
import { device } from './devices/device-rows.js'
import type { NamedTableSubject } from './named-tables/subject.js'
import {
  ciraConfigs,
  domains,
  ieee8021xProfiles,
  profiles,
  proxyConfigs,
  wirelessProfiles,
} from './named-tables/subjects.js'
import type { StorageContext } from './storage-context.js'

type Calls = Readonly<Record<string, ContractCall<StorageStore, StorageContext>>>

/** A context's tenants are GUIDs that no other case uses, so its devices take them too. */
const seeded = ({ tenant }: StorageContext) => device(tenant, { guid: tenant })
const written = ({ tenant, otherTenant }: StorageContext) => device(tenant, { guid: otherTenant })

const deviceCalls: Calls = {
  'devices.count': (store, { tenant }, options) => store.devices.count(tenant, options),
  'devices.countConnected': (store, { tenant }, options) => store.devices.countConnected(tenant, options),
  'devices.list': (store, { tenant }, options) => store.devices.list({}, tenant, options),
  'devices.get': (store, { tenant }, options) => store.devices.get(tenant, tenant, options),
  'devices.findByHostname': (store, { tenant }, options) => store.devices.findByHostname('h', tenant, options),
  'devices.findByFriendlyName': (store, { tenant }, options) => store.devices.findByFriendlyName('f', tenant, options),
  'devices.findByTags': (store, { tenant }, options) => store.devices.findByTags(['t'], 'any', {}, tenant, options),
  'devices.listTags': (store, { tenant }, options) => store.devices.listTags(tenant, options),
  'devices.insert': (store, { tenant }, options) => store.devices.insert(device(tenant), options),
  'devices.update': (store, { tenant }, options) => store.devices.update(device(tenant), options),
  'devices.delete': (store, { tenant }, options) => store.devices.delete(device(tenant).guid, tenant, options),
  'devices.clearInstance': (store, { tenant }, options) => store.devices.clearInstance(tenant, options),
  'devices.insertMany': (store, { tenant }, options) => store.devices.insertMany([device(tenant)], options),
  'devices.stream': async (store, { tenant }, options) => {
    for await (const first of store.devices.stream({ tenantId: tenant, ...options })) return first
    return undefined
  },
}

function namedCalls<Row extends object, RowInput extends object>(subject: NamedTableSubject<Row, RowInput>): Calls {
  const { table, of, full } = subject
  return {
    [`${table}.count`]: (store, { tenant }, options) => of(store).count(tenant, options),
    [`${table}.list`]: (store, { tenant }, options) => of(store).list({}, tenant, options),
    [`${table}.get`]: (store, { tenant }, options) => of(store).get('a', tenant, options),
    [`${table}.insert`]: (store, { tenant }, options) => of(store).insert(full('a', tenant), options),
    [`${table}.update`]: (store, { tenant }, options) => of(store).update(full('a', tenant), '1', options),
    [`${table}.delete`]: (store, { tenant }, options) => of(store).delete('a', tenant, options),
  }
}

const linkCalls: Calls = {
  'profileWirelessConfigs.list': (store, { tenant }, options) =>
    store.profileWirelessConfigs.list('a', tenant, options),
  'profileWirelessConfigs.create': (store, { tenant }, options) =>
    store.profileWirelessConfigs.create([{ profileName: 'a', priority: 1 }], 'a', tenant, options),
  'profileWirelessConfigs.delete': (store, { tenant }, options) =>
    store.profileWirelessConfigs.delete('a', tenant, options),
  'profileProxyConfigs.list': (store, { tenant }, options) => store.profileProxyConfigs.list('a', tenant, options),
  'profileProxyConfigs.create': (store, { tenant }, options) =>
    store.profileProxyConfigs.create([{ name: 'a', priority: 1 }], 'a', tenant, options),
  'profileProxyConfigs.delete': (store, { tenant }, options) => store.profileProxyConfigs.delete('a', tenant, options),
}

/** Every call of the storage contract. */
export const storageCalls: ContractCalls<StorageStore, StorageContext> = {
  contract: 'storage',
  seed: (store, context) => store.devices.insert(seeded(context)),
  read: (store, { tenant }, options) => store.devices.get(tenant, tenant, options),
  write: (store, context, options) => store.devices.insert(written(context), options),
  wasWritten: async (store, context) => (await store.devices.get(written(context).guid)) !== undefined,
  probe: (store, _, options) => store.ping(options),
  calls: {
    ...deviceCalls,
    ...namedCalls(ciraConfigs),
    ...namedCalls(domains),
    'domains.getBySuffix': (store, { tenant }, options) => store.domains.getBySuffix('a', tenant, options),
    ...namedCalls(ieee8021xProfiles),
    ...namedCalls(wirelessProfiles),
    ...namedCalls(proxyConfigs),
    ...namedCalls(profiles),
    ...linkCalls,
  },
}
