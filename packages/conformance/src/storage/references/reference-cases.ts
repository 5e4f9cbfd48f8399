import { equal, rejects } from '../../expectations.js'
import { ciraConfigs, ieee8021xProfiles, profiles, proxyConfigs, wirelessProfiles } from '../named-tables/subjects.js'
import type { StorageCase } from '../storage-context.js'

const missing = (table: string) => ({ reason: 'missing-reference', table }) as const
const inUse = (table: string) => ({ reason: 'in-use', table }) as const

/** What refers to what by name, and what that forbids. */
export const referenceCases: readonly StorageCase[] = [
  {
    id: 'storage/references/missing-on-insert',
    group: 'errors',
    title: 'a row that names a missing one throws conflict, reason missing-reference, and is not stored',
    async run({ store, tenant }) {
      const wireless = { ...wirelessProfiles.full('W', tenant), ieee8021xProfileName: 'none' }
      await rejects(store.wirelessProfiles.insert(wireless), 'conflict', 'Wi-Fi', missing('wirelessProfiles'))
      for (const field of ['ciraConfigName', 'ieee8021xProfileName']) {
        const profile = { ...profiles.full('P', tenant), [field]: 'none' }
        await rejects(store.profiles.insert(profile), 'conflict', `profile by ${field}`, missing('profiles'))
      }
      equal([await store.wirelessProfiles.count(tenant), await store.profiles.count(tenant)], [0, 0], 'counts')
    },
  },
  {
    id: 'storage/references/missing-on-update',
    group: 'errors',
    title: 'an update that names a missing row throws conflict, reason missing-reference, and changes nothing',
    async run({ store, tenant }) {
      const wireless = await store.wirelessProfiles.insert(wirelessProfiles.full('W', tenant))
      const update = { ...wirelessProfiles.minimal('W', tenant), ieee8021xProfileName: 'none' }
      const refused = store.wirelessProfiles.update(update, wireless.version)
      await rejects(refused, 'conflict', 'Wi-Fi', missing('wirelessProfiles'))
      const profile = await store.profiles.insert(profiles.full('P', tenant))
      const changed = { ...profiles.minimal('P', tenant), ciraConfigName: 'none' }
      await rejects(store.profiles.update(changed, profile.version), 'conflict', 'profile', missing('profiles'))
      equal(await store.wirelessProfiles.get('W', tenant), wireless, 'the Wi-Fi row')
      equal(await store.profiles.get('P', tenant), profile, 'the profile')
    },
  },
  {
    id: 'storage/references/other-tenant',
    group: 'errors',
    title: "another tenant's row cannot be referred to",
    async run({ store, tenant, otherTenant }) {
      await store.ciraConfigs.insert(ciraConfigs.full('Theirs', otherTenant))
      await store.wirelessProfiles.insert(wirelessProfiles.full('Theirs', otherTenant))
      const byField = { ...profiles.full('P', tenant), ciraConfigName: 'Theirs' }
      await rejects(store.profiles.insert(byField), 'conflict', 'by field', missing('profiles'))
      const byLink = { ...profiles.full('P', tenant), wifiConfigs: [{ profileName: 'Theirs', priority: 1 }] }
      await rejects(store.profiles.insert(byLink), 'conflict', 'by link', { reason: 'missing-reference' })
    },
  },
  {
    id: 'storage/references/spelling',
    group: 'behaviour',
    title: "a reference finds a name in any case and keeps the caller's spelling",
    async run({ store, tenant }) {
      await store.ciraConfigs.insert(ciraConfigs.full('CiraA', tenant))
      await store.ieee8021xProfiles.insert(ieee8021xProfiles.full('RadiusA', tenant))
      const wireless = { ...wirelessProfiles.full('W', tenant), ieee8021xProfileName: 'RADIUSA' }
      equal((await store.wirelessProfiles.insert(wireless)).ieee8021xProfileName, 'RADIUSA', 'of the Wi-Fi row')
      const profile = { ...profiles.full('P', tenant), ciraConfigName: 'CIRAA', ieee8021xProfileName: 'radiusa' }
      await store.profiles.insert(profile)
      const stored = await store.profiles.get('P', tenant)
      equal([stored?.ciraConfigName, stored?.ieee8021xProfileName], ['CIRAA', 'radiusa'], 'of the profile')
    },
  },
  {
    id: 'storage/references/cira-config-in-use',
    group: 'errors',
    title: 'a CIRA config that a profile names in any case cannot be deleted: conflict, reason in-use',
    async run({ store, tenant }) {
      await store.ciraConfigs.insert(ciraConfigs.full('CiraA', tenant))
      await store.profiles.insert({ ...profiles.full('P', tenant), ciraConfigName: 'CIRAA' })
      await rejects(store.ciraConfigs.delete('ciraa', tenant), 'conflict', 'delete', inUse('profiles'))
      equal(await store.ciraConfigs.count(tenant), 1, 'count')
    },
  },
  {
    id: 'storage/references/ieee8021x-in-use-by-wireless',
    group: 'errors',
    title: 'an 802.1x profile in use by a Wi-Fi network names that table',
    async run({ store, tenant }) {
      await store.ieee8021xProfiles.insert(ieee8021xProfiles.full('X', tenant))
      await store.wirelessProfiles.insert({ ...wirelessProfiles.full('W', tenant), ieee8021xProfileName: 'X' })
      await rejects(store.ieee8021xProfiles.delete('X', tenant), 'conflict', 'delete', inUse('wirelessProfiles'))
    },
  },
  {
    id: 'storage/references/ieee8021x-in-use-by-profile',
    group: 'errors',
    title: 'an 802.1x profile in use by a profile names that table',
    async run({ store, tenant }) {
      await store.ieee8021xProfiles.insert(ieee8021xProfiles.full('X', tenant))
      await store.profiles.insert({ ...profiles.full('P', tenant), ieee8021xProfileName: 'X' })
      await rejects(store.ieee8021xProfiles.delete('X', tenant), 'conflict', 'delete', inUse('profiles'))
    },
  },
  {
    id: 'storage/references/linked-in-use',
    group: 'errors',
    title: 'a Wi-Fi network or proxy that a profile links to cannot be deleted: conflict, reason in-use',
    async run({ store, tenant }) {
      await store.wirelessProfiles.insert(wirelessProfiles.full('W', tenant))
      await store.proxyConfigs.insert(proxyConfigs.full('X', tenant))
      const links = { wifiConfigs: [{ profileName: 'w', priority: 1 }], proxyConfigs: [{ name: 'x', priority: 1 }] }
      await store.profiles.insert({ ...profiles.full('P', tenant), ...links })
      await rejects(store.wirelessProfiles.delete('W', tenant), 'conflict', 'Wi-Fi', inUse('profileWirelessConfigs'))
      await rejects(store.proxyConfigs.delete('X', tenant), 'conflict', 'proxy', inUse('profileProxyConfigs'))
    },
  },
  {
    id: 'storage/references/released',
    group: 'behaviour',
    title: 'a row can be deleted once nothing refers to it any more',
    async run({ store, tenant }) {
      await store.ciraConfigs.insert(ciraConfigs.full('C', tenant))
      const profile = await store.profiles.insert({ ...profiles.full('P', tenant), ciraConfigName: 'C' })
      await store.profiles.update(profiles.full('P', tenant), profile.version)
      equal(await store.ciraConfigs.delete('C', tenant), true, 'delete after the update')
    },
  },
  {
    id: 'storage/references/in-use-other-tenant',
    group: 'behaviour',
    title: "another tenant's reference to the same name does not keep a row",
    async run({ store, tenant, otherTenant }) {
      await store.ciraConfigs.insert(ciraConfigs.full('C', tenant))
      await store.ciraConfigs.insert(ciraConfigs.full('C', otherTenant))
      await store.profiles.insert({ ...profiles.full('P', otherTenant), ciraConfigName: 'C' })
      equal(await store.ciraConfigs.delete('C', tenant), true, 'delete')
    },
  },
]
