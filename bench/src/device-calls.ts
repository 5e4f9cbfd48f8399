import type { DeviceCall } from './device-call.js'
import type { BenchDevice } from './fleet.js'

const page = { limit: 25, offset: 0 }

/** Two tags to search for: one of the device, and one that few of its others have. */
const searched = ({ tags: [tag = ''] }: BenchDevice): [string, string] => [tag, 'tag-7']

/** What a search for tags binds beside the tenant. */
function searchArguments(device: BenchDevice): Readonly<Record<string, unknown>> {
  const [tag1, tag2] = searched(device)
  return { tags: [tag1, tag2], tag1, tag2, reach: page.limit + page.offset }
}

/** What a call on a device binds, by name. */
export function argumentsOf({ args }: DeviceCall, device: BenchDevice): Readonly<Record<string, unknown>> {
  return { ...device, ...page, ...args?.(device) }
}

/** Rows that updates and clears are spread over, so that 64 callers at once seldom meet in one. */
const updatedRows = 1024
const clearedInstances = 256
const rowsPerInstance = 4

const countOf: DeviceCall['read'] = ({ rows }) => Number(rows[0]?.count)
const rowsOf: DeviceCall['read'] = ({ rows }) => rows
const firstOf: DeviceCall['read'] = ({ rows }) => rows[0]
/** A procedure answers it as a row. */
const writtenOf = ({ rows, rowCount, affectedRows }: Parameters<DeviceCall['read']>[0]) =>
  Number(rows[0]?.affected ?? rowCount ?? affectedRows ?? 0)

/** Who writes a device knows what is stored; some databases answer it nevertheless. */
const storedOf = ({ rows: [row] }: Parameters<DeviceCall['read']>[0]) => (row?.guid === undefined ? undefined : row)
const insertedOf: DeviceCall['read'] = (result, device) =>
  storedOf(result) ?? { ...device, lastConnected: null, lastSeen: null, lastDisconnected: null }
const updatedOf: DeviceCall['read'] = (result, device) =>
  storedOf(result) ?? (writtenOf(result) > 0 ? { ...device } : undefined)

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
    ours: (store, device) => store.devices.findByTags(searched(device), 'all', page, device.tenantId),
    args: searchArguments,
    read: rowsOf,
  },
  {
    name: 'findByTags, any',
    ours: (store, device) => store.devices.findByTags(searched(device), 'any', page, device.tenantId),
    args: searchArguments,
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
    read: insertedOf,
    writes: { rows: () => 0, instances: 8, row: (number) => number },
  },
  {
    name: 'update',
    ours: (store, device) => store.devices.update(device),
    read: updatedOf,
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
