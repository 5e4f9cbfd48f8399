import type { BrokenStorage } from './broken-storage.js'
import { overriding } from './overriding.js'

/** Mistakes with devices. */
export const brokenDevices: readonly BrokenStorage[] = [
  {
    does: 'finds a device of any tenant',
    breaks: ({ devices }) => ({
      devices: overriding(devices, { get: (guid, _, call) => devices.get(guid, undefined, call) }),
    }),
    fails: ['storage/devices/tenant-get', 'storage/devices/tenant-empty', 'storage/devices/tenant-case'],
  },
  {
    does: 'finds host names of every tenant',
    breaks: ({ devices }, rows) => ({
      devices: overriding(devices, {
        async findByHostname(hostname, _, call) {
          const tenants = new Set([...rows.table('devices').values()].map(({ tenantId }) => String(tenantId)))
          const found = [...tenants].map((tenant) => devices.findByHostname(hostname, tenant, call))
          return (await Promise.all(found)).flat()
        },
      }),
    }),
    fails: ['storage/devices/list-fields', 'storage/devices/tenant-lists', 'storage/devices/find-nasty'],
  },
  {
    does: 'lists devices as they were inserted',
    breaks: ({ devices }, rows) => ({
      devices: overriding(devices, {
        async list({ limit, offset }, tenantId, call) {
          const listed = await devices.list({ limit: Number.MAX_SAFE_INTEGER, offset: 0 }, tenantId, call)
          const order = [...rows.table('devices').keys()]
          const sorted = listed.sort((a, b) => order.indexOf(a.guid) - order.indexOf(b.guid))
          return sorted.slice(offset, offset + limit)
        },
      }),
    }),
    fails: ['storage/devices/list-order', 'storage/devices/list-pages', 'storage/devices/list-huge-pages'],
  },
  {
    does: 'ignores the limit of a search by tags',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        findByTags: (tags, match, { offset }, tenantId, call) =>
          devices.findByTags(tags, match, { limit: Number.MAX_SAFE_INTEGER, offset }, tenantId, call),
      }),
    }),
    fails: ['storage/devices/tags-pages'],
  },
  {
    does: 'takes a GUID that another tenant has',
    breaks: ({ devices }, rows) => ({
      devices: overriding(devices, {
        insert(device, call) {
          const other = rows.table('devices').get(String(device.guid))
          if (other !== undefined && other.tenantId !== device.tenantId) {
            rows.table('devices').delete(String(device.guid))
          }
          return devices.insert(device, call)
        },
      }),
    }),
    fails: ['storage/devices/duplicate-other-tenant'],
  },
  {
    does: 'adds the device that an update does not find',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        update: async (device, call) =>
          (await devices.update(device, call)) ??
          ((await devices.get(String(device.guid), undefined, call)) === undefined
            ? await devices.insert(device, call)
            : undefined),
      }),
    }),
    fails: ['storage/devices/update-missing'],
  },
  {
    does: 'stores the instants on insert',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async insert(device, call) {
          const inserted = await devices.insert(device, call)
          return (await devices.update(device, call)) ?? inserted
        },
      }),
    }),
    fails: [
      'storage/devices/insert-answers-row',
      'storage/devices/reinsert',
      'storage/devices/texts-nasty',
      'storage/devices/texts-longest',
    ],
  },
  {
    does: 'cuts instants to seconds',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        update: (device, call) => devices.update({ ...device, lastSeen: cutToSeconds(device.lastSeen) }, call),
      }),
    }),
    fails: ['storage/devices/update-replaces-row', 'storage/devices/instants'],
  },
  {
    does: 'keeps fields that an update does not give',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async update(device, call) {
          const current = await devices.get(String(device.guid), String(device.tenantId), call)
          return await devices.update({ ...device, dnsSuffix: device.dnsSuffix ?? current?.dnsSuffix ?? null }, call)
        },
      }),
    }),
    fails: ['storage/devices/update-clears-row'],
  },
  {
    does: 'answers every device for any of no tags',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        findByTags: (tags, match, page, tenantId, call) =>
          devices.findByTags(tags, tags.length === 0 ? 'all' : match, page, tenantId, call),
      }),
    }),
    fails: ['storage/devices/tags-none-given'],
  },
  {
    does: 'compares tags without regard to case',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async findByTags(tags, match, { limit, offset }, tenantId, call) {
          const wanted = tags.map((tag) => tag.toLowerCase())
          const all = await devices.findByTags([], 'all', { limit: Number.MAX_SAFE_INTEGER, offset: 0 }, tenantId, call)
          const found = all.filter(({ tags: own }) => {
            const has = (tag: string) => own?.some((one) => one.toLowerCase() === tag) === true
            return match === 'all' ? wanted.every(has) : wanted.some(has)
          })
          return found.slice(offset, offset + limit)
        },
      }),
    }),
    fails: ['storage/devices/tags-any', 'storage/devices/tags-all', 'storage/devices/tags-pages'],
  },
  {
    does: 'sorts the keys of device information',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        insert: (device, call) => devices.insert({ ...device, deviceInfo: withSortedKeys(device.deviceInfo) }, call),
      }),
    }),
    fails: ['storage/devices/device-info'],
  },
  {
    does: 'clears an instance for devices that are connected alone',
    breaks: ({ devices }, rows) => ({
      devices: overriding(devices, {
        async clearInstance(instance, call) {
          const kept = [...rows.table('devices')].filter(
            ([, row]) => row.mpsInstance === instance && row.connectionStatus !== true,
          )
          const cleared = await devices.clearInstance(instance, call)
          for (const [guid, row] of kept) rows.table('devices').set(guid, row)
          return cleared - kept.length
        },
      }),
    }),
    fails: ['storage/devices/clear-instance'],
  },
  {
    does: 'answers counts as text',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        countConnected: async (tenantId, call) => String(await devices.countConnected(tenantId, call)) as never,
      }),
    }),
    fails: [
      'storage/devices/empty',
      'storage/devices/count-connected',
      'storage/devices/tenant-counts',
      'storage/devices/clear-instance',
      'storage/devices/insert-many-batches',
      'storage/second-store/sees-devices',
    ],
  },
  {
    does: 'remembers counts that another process may change',
    breaks({ devices }) {
      const known = new Map<string, number>()
      return {
        devices: overriding(devices, {
          async count(tenantId, call) {
            const count = known.get(tenantId) ?? (await devices.count(tenantId, call))
            known.set(tenantId, count)
            return count
          },
          async insert(device, call) {
            known.clear()
            return await devices.insert(device, call)
          },
          async delete(guid, tenantId, call) {
            known.clear()
            return await devices.delete(guid, tenantId, call)
          },
        }),
      }
    },
    fails: ['storage/second-store/sees-devices'],
  },
]

function cutToSeconds(instant: unknown): Date | null {
  return instant instanceof Date ? new Date(Math.floor(instant.getTime() / 1_000) * 1_000) : null
}

function withSortedKeys(value: unknown) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
