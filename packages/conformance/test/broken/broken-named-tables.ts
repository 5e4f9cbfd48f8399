import { setImmediate } from 'node:timers/promises'
import { ProviderError } from '@dmt-providers/core'
import { nameKey } from '../../src/reference/reference-rows.js'
import type { BrokenStorage } from './broken-storage.js'
import { overriding } from './overriding.js'

/** Mistakes with tables of named rows. */
export const brokenNamedTables: readonly BrokenStorage[] = [
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

function trimmed(text: unknown): string | null {
  return typeof text === 'string' ? text.trimEnd() : null
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
