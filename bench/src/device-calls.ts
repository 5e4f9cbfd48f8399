import type { DeviceCall } from './device-call.js'
import type { BenchDevice } from './fleet.js'

const page = { limit: 25, offset: 0 }

/** Rows that updates and clears are spread over, so that 64 callers at once seldom meet in one. */
const updatedRows = 1024
const clearedInstances = 256
const rowsPerInstance = 4

const countOf: DeviceCall['read'] = ({ rows }) => Number(rows[0]?.count)
const rowsOf: DeviceCall['read'] = ({ rows }) => rows
const firstOf: DeviceCall['read'] = ({ rows }) => rows[0]
const writtenOf = ({ rowCount, affectedRows }: Parameters<DeviceCall['read']>[0]) => rowCount ?? affectedRows ?? 0

/** Every call for devices, and the ping; both searches by tag and both forms of `get` send a statement of their own. */
export const deviceCalls: readonly DeviceCall[] = [
  {
    name: 'ping',
    statement: 'ping',
    ours: (store) => store.ping(),
    values: () => [],
    read: () => undefined,
  },
  {
    name: 'get',
    statement: 'devices.get',
    ours: (store, { guid, tenantId }) => store.devices.get(guid, tenantId),
    values: ({ guid, tenantId }) => [guid, tenantId],
    read: firstOf,
  },
  {
    name: 'get, any tenant',
    statement: 'devices.getOfAnyTenant',
    ours: (store, { guid }) => store.devices.get(guid),
    values: ({ guid }) => [guid],
    read: firstOf,
  },
  {
    name: 'list',
    statement: 'devices.list',
    ours: (store, { tenantId }) => store.devices.list(page, tenantId),
    values: ({ tenantId }) => [tenantId, page.limit, page.offset],
    read: rowsOf,
  },
  {
    name: 'findByTags, all',
    statement: 'devices.findByAllTags',
    ours: (store, { tags, tenantId }) => store.devices.findByTags(tags, 'all', page, tenantId),
    values: ({ tags, tenantId }) => [tenantId, tags, page.limit, page.offset],
    read: rowsOf,
  },
  {
    name: 'findByTags, any',
    statement: 'devices.findByAnyTag',
    ours: (store, { tags, tenantId }) => store.devices.findByTags(tags, 'any', page, tenantId),
    values: ({ tags, tenantId }) => [tenantId, tags, page.limit, page.offset],
    read: rowsOf,
  },
  {
    name: 'findByHostname',
    statement: 'devices.findByHostname',
    ours: (store, { hostname, tenantId }) => store.devices.findByHostname(hostname, tenantId),
    values: ({ hostname, tenantId }) => [tenantId, hostname],
    read: rowsOf,
  },
  {
    name: 'findByFriendlyName',
    statement: 'devices.findByFriendlyName',
    ours: (store, { friendlyName, tenantId }) => store.devices.findByFriendlyName(friendlyName, tenantId),
    values: ({ friendlyName, tenantId }) => [tenantId, friendlyName],
    read: rowsOf,
  },
  {
    name: 'count',
    statement: 'devices.count',
    ours: (store, { tenantId }) => store.devices.count(tenantId),
    values: ({ tenantId }) => [tenantId],
    read: countOf,
  },
  {
    name: 'countConnected',
    statement: 'devices.countConnected',
    ours: (store, { tenantId }) => store.devices.countConnected(tenantId),
    values: ({ tenantId }) => [tenantId],
    read: countOf,
  },
  {
    name: 'listTags',
    statement: 'devices.listTags',
    ours: (store, { tenantId }) => store.devices.listTags(tenantId),
    values: ({ tenantId }) => [tenantId],
    read: ({ rows }) => rows.map(({ tag }) => tag),
  },
  {
    name: 'insert',
    statement: 'devices.insert',
    ours: (store, device) => store.devices.insert(device),
    values: (device) => [device.guid, ...described(device), device.tenantId, ...named(device)],
    read: firstOf,
    writes: { rows: () => 0, instances: 8, row: (number) => number },
  },
  {
    name: 'update',
    statement: 'devices.update',
    ours: (store, device) => store.devices.update(device),
    values: (device) => {
      const [friendlyName, dnsSuffix, info] = named(device)
      const instants = [device.lastConnected, device.lastSeen, device.lastDisconnected]
      return [...described(device), friendlyName, dnsSuffix, ...instants, info, device.guid, device.tenantId]
    },
    read: firstOf,
    writes: { rows: () => updatedRows, instances: 8, row: (number) => number % updatedRows },
  },
  {
    name: 'delete',
    statement: 'devices.delete',
    ours: (store, { guid, tenantId }) => store.devices.delete(guid, tenantId),
    values: ({ guid, tenantId }) => [guid, tenantId],
    read: (result) => writtenOf(result) > 0,
    writes: { rows: (calls) => calls, instances: 8, row: (number) => number },
  },
  {
    name: 'clearInstance',
    statement: 'devices.clearInstance',
    ours: (store, { mpsInstance }) => store.devices.clearInstance(mpsInstance),
    values: ({ mpsInstance }) => [mpsInstance],
    read: writtenOf,
    writes: {
      rows: () => clearedInstances * rowsPerInstance,
      instances: clearedInstances,
      row: (number) => number % clearedInstances,
    },
  },
]

function described({ hostname, tags, mpsInstance, connectionStatus, mpsusername }: BenchDevice): unknown[] {
  return [hostname, tags, mpsInstance, connectionStatus, mpsusername]
}

function named({ friendlyName, dnsSuffix, deviceInfo }: BenchDevice): unknown[] {
  return [friendlyName, dnsSuffix, JSON.stringify(deviceInfo)]
}
