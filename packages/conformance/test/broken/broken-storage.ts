import { setImmediate } from 'node:timers/promises'
import { ProviderError, type StorageDriver } from '@dmt-providers/core'
import { nameKey, type ReferenceRows } from '../../src/reference/reference-rows.js'
import { overriding } from './overriding.js'

/** A driver that does one thing wrong. */
export interface BrokenStorage {
  /** What it does wrong. */
  readonly does: string
  breaks(driver: StorageDriver, rows: ReferenceRows): Partial<StorageDriver>
  /** Cases that must fail; every other must pass. */
  readonly fails: readonly string[]
}

/** Each of these is a mistake that a provider could make. */
export const brokenStorages: readonly BrokenStorage[] = [
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
    does: 'cuts limits to 32 bits',
    breaks: ({ profiles }) => ({
      profiles: overriding(profiles, {
        list: ({ limit, offset }, tenantId, call) => profiles.list({ limit: limit | 0, offset }, tenantId, call),
      }),
    }),
    fails: ['storage/profiles/list-huge-pages'],
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
  {
    does: 'stores empty texts as null',
    breaks: ({ ciraConfigs }) => ({
      ciraConfigs: overriding(ciraConfigs, {
        insert: (row, call) =>
          ciraConfigs.insert({ ...row, commonName: row.commonName === '' ? null : (row.commonName ?? null) }, call),
      }),
    }),
    fails: ['storage/cira-configs/texts-empty'],
  },
  {
    does: 'drops spaces at the end of a text',
    breaks: ({ ciraConfigs }) => ({
      ciraConfigs: overriding(ciraConfigs, {
        insert: (row, call) => ciraConfigs.insert({ ...row, username: trimmed(row.username) }, call),
      }),
    }),
    fails: ['storage/cira-configs/texts-nasty'],
  },
  {
    does: 'counts UTF-16 units against a limit',
    breaks: ({ wirelessProfiles }) => ({
      wirelessProfiles: overriding(wirelessProfiles, {
        async insert(row, call) {
          if (String(row.ssid).length > 32) throw new ProviderError('internal', 'the value is too long')
          return await wirelessProfiles.insert(row, call)
        },
      }),
    }),
    fails: ['storage/wireless-profiles/texts-longest'],
  },
  {
    does: 'finds names in the case alone in which they were written',
    breaks: ({ ciraConfigs }) => ({
      ciraConfigs: overriding(ciraConfigs, {
        async get(name, tenantId, call) {
          const row = await ciraConfigs.get(name, tenantId, call)
          return row?.configName === name ? row : undefined
        },
      }),
    }),
    fails: ['storage/cira-configs/get-other-case', 'storage/cira-configs/name-unicode-case'],
  },
  {
    does: 'takes over the spelling of an update',
    breaks: ({ ciraConfigs }, rows) => ({
      ciraConfigs: overriding(ciraConfigs, {
        async update(row, version, call) {
          const updated = await ciraConfigs.update(row, version, call)
          const key = nameKey(row.tenantId, row.configName)
          const stored = rows.table('ciraConfigs').get(key)
          if (stored !== undefined)
            rows.table('ciraConfigs').set(key, { ...stored, configName: String(row.configName) })
          return updated === undefined ? undefined : { ...updated, configName: String(row.configName) }
        },
      }),
    }),
    fails: ['storage/cira-configs/update-other-case'],
  },
  {
    does: 'takes the name of a row for a pattern',
    breaks: ({ domains }) => ({
      domains: overriding(domains, {
        async get(name, tenantId, call) {
          const pattern = new RegExp(`^${escaped(name)}$`.replaceAll('_', '.'), 'iu')
          const rows = await domains.list({ limit: 1_000, offset: 0 }, tenantId, call)
          return rows.find(({ profileName }) => pattern.test(profileName))
        },
      }),
    }),
    fails: ['storage/domains/names-wildcards'],
  },
  {
    does: 'lists names with capitals first',
    breaks: ({ ciraConfigs }) => ({
      ciraConfigs: overriding(ciraConfigs, {
        async list({ limit, offset }, tenantId, call) {
          const rows = await ciraConfigs.list({ limit: Number.MAX_SAFE_INTEGER, offset: 0 }, tenantId, call)
          const sorted = rows.sort((a, b) => (a.configName < b.configName ? -1 : 1))
          return sorted.slice(offset, offset + limit)
        },
      }),
    }),
    fails: [
      'storage/cira-configs/list-order',
      'storage/cira-configs/list-pages',
      'storage/cira-configs/list-huge-pages',
    ],
  },
  {
    does: 'updates whatever the version',
    breaks: ({ domains }) => ({
      domains: overriding(domains, {
        async update(row, _, call) {
          const current = await domains.get(String(row.profileName), String(row.tenantId), call)
          return await domains.update(row, current?.version ?? '', call)
        },
      }),
    }),
    fails: ['storage/domains/stale-version', 'storage/domains/malformed-version'],
  },
  {
    does: 'looks at the version and writes a moment later',
    breaks: ({ domains }) => ({
      domains: overriding(domains, {
        async update(row, version, call) {
          const key = [String(row.profileName), String(row.tenantId)] as const
          if ((await domains.get(...key, call))?.version !== version) return undefined
          await setImmediate()
          return await domains.update(row, (await domains.get(...key, call))?.version ?? '', call)
        },
      }),
    }),
    fails: ['storage/domains/writers-race'],
  },
  {
    does: 'keeps the version of a row that it updates',
    breaks: ({ wirelessProfiles }, rows) => ({
      wirelessProfiles: overriding(wirelessProfiles, {
        async update(row, version, call) {
          const updated = await wirelessProfiles.update(row, version, call)
          if (updated === undefined) return undefined
          const stored = rows.table('wirelessProfiles')
          for (const [key, one] of stored) if (one.version === updated.version) stored.set(key, { ...one, version })
          return { ...updated, version }
        },
      }),
    }),
    fails: ['storage/wireless-profiles/version-changes', 'storage/wireless-profiles/stale-version'],
  },
  {
    does: 'reads a version as a number',
    breaks: ({ ieee8021xProfiles }) => ({
      ieee8021xProfiles: overriding(ieee8021xProfiles, {
        async update(row, version, call) {
          const current = await ieee8021xProfiles.get(String(row.profileName), String(row.tenantId), call)
          const same = Number(current?.version) === Number.parseInt(version, 10)
          return await ieee8021xProfiles.update(row, same ? (current?.version ?? '') : '', call)
        },
      }),
    }),
    fails: ['storage/ieee8021x-profiles/malformed-version'],
  },
  {
    does: 'answers the passwords of a profile',
    breaks: ({ profiles }) => ({
      profiles: overriding(profiles, {
        async update(row, version, links, call) {
          const updated = await profiles.update(row, version, links, call)
          return updated === undefined ? undefined : Object.assign(updated, { amtPassword: row.amtPassword })
        },
      }),
    }),
    fails: [
      'storage/profiles/update-replaces-row',
      'storage/profiles/update-fills-row',
      'storage/profiles/stale-version',
      'storage/hidden/never-answered',
      'storage/second-store/sees-rows',
    ],
  },
  {
    does: 'stores a profile before it looks at the links',
    breaks: ({ profiles, profileWirelessConfigs, profileProxyConfigs }) => ({
      profiles: overriding(profiles, {
        async insert(row, { wifiConfigs, proxyConfigs }, call) {
          const key = [String(row.profileName), String(row.tenantId)] as const
          const inserted = await profiles.insert(row, { wifiConfigs: [], proxyConfigs: [] }, call)
          await profileWirelessConfigs.create(wifiConfigs, ...key, call)
          await profileProxyConfigs.create(proxyConfigs, ...key, call)
          return (await profiles.get(...key, call)) ?? inserted
        },
      }),
    }),
    fails: ['storage/links/insert-is-atomic'],
  },
  {
    does: 'replaces the links of a profile on update',
    breaks: ({ profiles, profileWirelessConfigs }) => ({
      profiles: overriding(profiles, {
        async update(row, version, links, call) {
          const key = [String(row.profileName), String(row.tenantId)] as const
          const current = await profiles.get(...key, call)
          const valid = current?.version === version && links.proxyConfigs.every(({ name }) => name !== 'none')
          if (valid && links.wifiConfigs.length > 0) await profileWirelessConfigs.delete(...key, call)
          return await profiles.update(row, version, links, call)
        },
      }),
    }),
    fails: ['storage/links/update-is-atomic', 'storage/links/update-appends'],
  },
  {
    does: 'leaves the links of a deleted profile behind',
    breaks: ({ profiles }, rows) => ({
      profiles: overriding(profiles, {
        async delete(name, tenantId, call) {
          const links = [...rows.links('profileProxyConfigs')]
          const deleted = await profiles.delete(name, tenantId, call)
          for (const [key, link] of links) rows.links('profileProxyConfigs').set(key, link)
          return deleted
        },
      }),
    }),
    fails: ['storage/links/deleted-with-profile'],
  },
  {
    does: 'answers links as they were added',
    breaks: ({ profileWirelessConfigs }, rows) => ({
      profileWirelessConfigs: overriding(profileWirelessConfigs, {
        async list(profileName, tenantId, call) {
          const stored = [...rows.links('profileWirelessConfigs').values()]
          const order = stored.filter((link) => link.tenantId === tenantId).map(({ target }) => target)
          const links = await profileWirelessConfigs.list(profileName, tenantId, call)
          return links.sort((a, b) => order.indexOf(a.profileName) - order.indexOf(b.profileName))
        },
      }),
    }),
    fails: ['storage/links/create-and-list'],
  },
  {
    does: 'deletes what another row refers to',
    breaks: ({ ciraConfigs }, rows) => ({
      ciraConfigs: overriding(ciraConfigs, {
        delete: async (name, tenantId) => rows.table('ciraConfigs').delete(nameKey(tenantId, name)),
      }),
    }),
    fails: ['storage/references/cira-config-in-use'],
  },
  {
    does: 'does not say which table refers to a row',
    breaks: ({ ieee8021xProfiles }) => ({
      ieee8021xProfiles: overriding(ieee8021xProfiles, {
        async delete(name, tenantId, call) {
          return await ieee8021xProfiles.delete(name, tenantId, call).catch(() => {
            throw new ProviderError('conflict', 'in use', { reason: 'in-use' })
          })
        },
      }),
    }),
    fails: ['storage/references/ieee8021x-in-use-by-wireless', 'storage/references/ieee8021x-in-use-by-profile'],
  },
  {
    does: "stores a reference in the referred row's spelling",
    breaks: ({ profiles, ciraConfigs }) => ({
      profiles: overriding(profiles, {
        async insert(row, links, call) {
          const name = row.ciraConfigName
          const found = typeof name === 'string' ? await ciraConfigs.get(name, String(row.tenantId), call) : undefined
          return await profiles.insert({ ...row, ciraConfigName: found?.configName ?? name ?? null }, links, call)
        },
      }),
    }),
    fails: ['storage/references/spelling'],
  },
  {
    does: 'shows the refused row in the error',
    breaks: ({ ciraConfigs }) => ({
      ciraConfigs: overriding(ciraConfigs, {
        async insert(row, call) {
          return await ciraConfigs.insert(row, call).catch((error: unknown) => {
            throw new ProviderError('conflict', `refused: ${Object.values(row).join()}`, {
              reason: 'duplicate',
              cause: error,
            })
          })
        },
      }),
    }),
    fails: ['storage/errors/shows-no-secret-on-conflict'],
  },
]

function cutToSeconds(instant: unknown): Date | null {
  return instant instanceof Date ? new Date(Math.floor(instant.getTime() / 1_000) * 1_000) : null
}

function withSortedKeys(value: unknown) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function trimmed(text: unknown): string | null {
  return typeof text === 'string' ? text.trimEnd() : null
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
