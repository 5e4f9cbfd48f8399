import type { DeviceCall } from './device-call.js'
import type { BenchDevice } from './fleet.js'

const page = { limit: 25, offset: 0 }

/** The arguments of every call on a device, by the names that its statement binds. */
export function argumentsOf(device: BenchDevice): Readonly<Record<string, unknown>> {
  const tags = device.tags.map((tag, index) => [`tag${index + 1}`, tag])
  return { ...device, ...page, ...Object.fromEntries(tags) }
}

/** Rows that updates and clears are spread over, so that 64 callers at once seldom meet in one. */
const updatedRows = 1024
const clearedInstances = 256
const rowsPerInstance = 4

const countOf: DeviceCall['read'] = ({ rows }) => Number(rows[0]?.count)
const rowsOf: DeviceCall['read'] = ({ rows }) => rows
const firstOf: DeviceCall['read'] = ({ rows }) => rows[0]
const writtenOf = ({ rowCount, affectedRows }: Parameters<DeviceCall['read']>[0]) => rowCount ?? affectedRows ?? 0

/** Every call for devices, and the ping; in every form that sends a statement of its own. */
export const deviceCalls: readonly DeviceCall[] = [
  {
    name: 'ping',
    ours: (store) => store.ping(),
    read: () => undefined,
  },
  {
    name: 'get',
    ours: (store, { guid, tenantId }) => store.devices.get(guid, tenantId),
    read: firstOf,
  },
  {
    name: 'get, any tenant',
    ours: (store, { guid }) => store.devices.get(guid),
    read: firstOf,
  },
  {
    name: 'list',
    ours: (store, { tenantId }) => store.devices.list(page, tenantId),
    read: rowsOf,
  },
  {
    name: 'findByTags, all',
    ours: (store, { tags, tenantId }) => store.devices.findByTags(tags, 'all', page, tenantId),
    read: rowsOf,
  },
  {
    name: 'findByTags, any',
    ours: (store, { tags, tenantId }) => store.devices.findByTags(tags, 'any', page, tenantId),
    read: rowsOf,
  },
  {
    name: 'findByHostname',
    ours: (store, { hostname, tenantId }) => store.devices.findByHostname(hostname, tenantId),
    read: rowsOf,
  },
  {
    name: 'findByFriendlyName',
    ours: (store, { friendlyName, tenantId }) => store.devices.findByFriendlyName(friendlyName, tenantId),
    read: rowsOf,
  },
  {
    name: 'count',
    ours: (store, { tenantId }) => store.devices.count(tenantId),
    read: countOf,
  },
  {
    name: 'countConnected',
    ours: (store, { tenantId }) => store.devices.countConnected(tenantId),
    read: countOf,
  },
  {
    name: 'listTags',
    ours: (store, { tenantId }) => store.devices.listTags(tenantId),
    read: ({ rows }) => rows.map(({ tag }) => tag),
  },
  {
    name: 'insert',
    ours: (store, device) => store.devices.insert(device),
    read: firstOf,
    writes: { rows: () => 0, instances: 8, row: (number) => number },
  },
  {
    name: 'update',
    ours: (store, device) => store.devices.update(device),
    read: firstOf,
    writes: { rows: () => updatedRows, instances: 8, row: (number) => number % updatedRows },
  },
  {
    name: 'delete',
    ours: (store, { guid, tenantId }) => store.devices.delete(guid, tenantId),
    read: (result) => writtenOf(result) > 0,
    writes: { rows: (calls) => calls, instances: 8, row: (number) => number },
  },
  {
    name: 'clearInstance',
    ours: (store, { mpsInstance }) => store.devices.clearInstance(mpsInstance),
    read: writtenOf,
    writes: {
      rows: () => clearedInstances * rowsPerInstance,
      instances: clearedInstances,
      row: (number) => number % clearedInstances,
    },
  },
]
