import { ProviderError } from '@dmt-providers/core'
import { nameKey } from '../../src/reference/reference-rows.js'
import type { BrokenStorage } from './broken-storage.js'
import { overriding } from './overriding.js'

/** Mistakes with profiles, their links, and what refers to what. */
export const brokenProfiles: readonly BrokenStorage[] = [
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
]
