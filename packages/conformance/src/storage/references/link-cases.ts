import type { StorageStore } from '@dmt-providers/core'
import { equal, outcome, rejects } from '../../expectations.js'
import { profiles, proxyConfigs, wirelessProfiles } from '../named-tables/subjects.js'
import type { StorageCase } from '../storage-context.js'

const wifi = (profileName: string, priority: number) => ({ profileName, priority })
const proxy = (name: string, priority: number) => ({ name, priority })

/** Three Wi-Fi networks and three proxies for links to point at. */
async function addTargets(store: StorageStore, tenant: string): Promise<void> {
  for (const name of ['A', 'B', 'C']) {
    await store.wirelessProfiles.insert(wirelessProfiles.full(name, tenant))
    await store.proxyConfigs.insert(proxyConfigs.full(name, tenant))
  }
}

/** A profile's links as they are written and answered. */
export const linkCases: readonly StorageCase[] = [
  {
    id: 'storage/links/answered-in-order',
    group: 'behaviour',
    title: 'a profile is answered with its Wi-Fi links by priority and its proxy links by name, capitals first',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const wifiConfigs = [wifi('A', 3), wifi('c', 1), wifi('B', 2)]
      const links = { wifiConfigs, proxyConfigs: [proxy('C', 1), proxy('b', 3), proxy('A', 2)] }
      const inserted = await store.profiles.insert({ ...profiles.full('P', tenant), ...links })
      equal(inserted.wifiConfigs, [wifi('c', 1), wifi('B', 2), wifi('A', 3)], 'Wi-Fi links')
      equal(inserted.proxyConfigs, [proxy('A', 2), proxy('C', 1), proxy('b', 3)], 'proxy links')
      equal(await store.profiles.get('p', tenant), inserted, 'get')
      equal(await store.profiles.list({}, tenant), [inserted], 'list')
    },
  },
  {
    id: 'storage/links/own-profile-only',
    group: 'behaviour',
    title: "a profile is answered with its own links only, not another profile's or tenant's",
    async run({ store, tenant, otherTenant }) {
      for (const one of [tenant, otherTenant]) await addTargets(store, one)
      await store.profiles.insert({ ...profiles.full('P', tenant), wifiConfigs: [wifi('A', 1)] })
      await store.profiles.insert({ ...profiles.full('Q', tenant), wifiConfigs: [wifi('B', 1)] })
      await store.profiles.insert({ ...profiles.full('P', otherTenant), wifiConfigs: [wifi('C', 1)] })
      const listed = await store.profiles.list({}, tenant)
      equal(
        listed.map(({ wifiConfigs }) => wifiConfigs),
        [[wifi('A', 1)], [wifi('B', 1)]],
        'links in the list',
      )
      equal(await store.profileWirelessConfigs.list('P', tenant), [wifi('A', 1)], 'links of the profile')
      equal((await store.profiles.get('P', otherTenant))?.wifiConfigs, [wifi('C', 1)], "the other tenant's")
    },
  },
  {
    id: 'storage/links/pages-count-profiles',
    group: 'behaviour',
    title: 'limit and offset of profiles count profiles, however many links they have',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const links = { wifiConfigs: [wifi('A', 1), wifi('B', 2)], proxyConfigs: [proxy('A', 1), proxy('B', 2)] }
      for (const name of ['P1', 'P2', 'P3']) await store.profiles.insert({ ...profiles.full(name, tenant), ...links })
      const page = await store.profiles.list({ limit: 1, offset: 1 }, tenant)
      equal(page.map(profiles.nameOf), ['P2'], 'names')
      equal(page[0]?.wifiConfigs, links.wifiConfigs, 'Wi-Fi links')
      equal(page[0]?.proxyConfigs, links.proxyConfigs, 'proxy links')
      equal(await store.profiles.count(tenant), 3, 'count')
    },
  },
  {
    id: 'storage/links/insert-is-atomic',
    group: 'versions and races',
    title: 'a profile whose link is refused leaves neither row nor links behind',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const refused = {
        wifi: { wifiConfigs: [wifi('A', 1), wifi('none', 2)] },
        proxy: { wifiConfigs: [wifi('A', 1)], proxyConfigs: [proxy('A', 1), proxy('none', 2)] },
      }
      for (const [what, links] of Object.entries(refused)) {
        const insert = store.profiles.insert({ ...profiles.full('P', tenant), ...links })
        await rejects(insert, 'conflict', `unknown ${what}`, { reason: 'missing-reference' })
        equal(await store.profiles.get('P', tenant), undefined, `the profile after an unknown ${what}`)
        equal(await store.profileWirelessConfigs.list('P', tenant), [], `its links after an unknown ${what}`)
      }
    },
  },
  {
    id: 'storage/links/update-is-atomic',
    group: 'versions and races',
    title: 'an update whose link is refused changes neither row nor links',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const before = await store.profiles.insert({ ...profiles.full('P', tenant), wifiConfigs: [wifi('A', 1)] })
      const changed = profiles.minimal('P', tenant)
      const unknown = { ...changed, wifiConfigs: [wifi('B', 2)], proxyConfigs: [proxy('none', 1)] }
      const update = store.profiles.update(unknown, before.version)
      await rejects(update, 'conflict', 'unknown proxy', { reason: 'missing-reference' })
      const repeated = { ...changed, wifiConfigs: [wifi('B', 2), wifi('A', 1)] }
      const second = store.profiles.update(repeated, before.version)
      await rejects(second, 'conflict', 'repeated link', { reason: 'duplicate' })
      equal(await store.profiles.get('P', tenant), before, 'the profile')
    },
  },
  {
    id: 'storage/links/update-appends',
    group: 'behaviour',
    title: 'an update adds the links it gives to those that are there',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const first = await store.profiles.insert({ ...profiles.full('P', tenant), wifiConfigs: [wifi('B', 2)] })
      const links = { wifiConfigs: [wifi('A', 1)], proxyConfigs: [proxy('C', 1)] }
      const second = await store.profiles.update({ ...profiles.full('p', tenant), ...links }, first.version)
      equal(second.wifiConfigs, [wifi('A', 1), wifi('B', 2)], 'Wi-Fi links')
      equal(second.proxyConfigs, [proxy('C', 1)], 'proxy links')
      const third = await store.profiles.update(profiles.full('P', tenant), second.version)
      equal([third.wifiConfigs, third.proxyConfigs], [second.wifiConfigs, second.proxyConfigs], 'after giving none')
    },
  },
  {
    id: 'storage/links/stale-update-adds-none',
    group: 'versions and races',
    title: 'an update with a stale version adds no link',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const first = await store.profiles.insert(profiles.full('P', tenant))
      await store.profiles.update(profiles.full('P', tenant), first.version)
      const stale = { ...profiles.full('P', tenant), wifiConfigs: [wifi('A', 1)] }
      await rejects(store.profiles.update(stale, first.version), 'stale-version', 'update')
      equal(await store.profileWirelessConfigs.list('P', tenant), [], 'links')
    },
  },
  {
    id: 'storage/links/deleted-with-profile',
    group: 'behaviour',
    title: 'deleting a profile, in any case of its name, deletes its links',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const links = { wifiConfigs: [wifi('A', 1)], proxyConfigs: [proxy('A', 1)] }
      await store.profiles.insert({ ...profiles.full('Name', tenant), ...links })
      equal(await store.profiles.delete('NAME', tenant), true, 'delete')
      equal(await store.profileWirelessConfigs.list('Name', tenant), [], 'Wi-Fi links')
      equal(await store.profileProxyConfigs.list('Name', tenant), [], 'proxy links')
      equal(await store.wirelessProfiles.delete('A', tenant), true, 'delete of the Wi-Fi network')
    },
  },
  {
    id: 'storage/links/create-and-list',
    group: 'behaviour',
    title: 'links can be added to a profile, and are listed by priority with the spelling given',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      await store.profiles.insert(profiles.full('P', tenant))
      await store.profileWirelessConfigs.create([wifi('b', 2), wifi('A', 1)], 'p', tenant)
      await store.profileProxyConfigs.create([proxy('A', 2), proxy('c', 1)], 'P', tenant)
      equal(await store.profileWirelessConfigs.list('P', tenant), [wifi('A', 1), wifi('b', 2)], 'Wi-Fi links')
      equal(await store.profileProxyConfigs.list('p', tenant), [proxy('c', 1), proxy('A', 2)], 'proxy links')
      equal((await store.profiles.get('P', tenant))?.wifiConfigs, [wifi('A', 1), wifi('b', 2)], 'in the profile')
    },
  },
  {
    id: 'storage/links/create-all-or-none',
    group: 'versions and races',
    title: 'create adds all links or none: unknown ends and repeated links are conflicts',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      const { profileWirelessConfigs: links } = store
      await store.profiles.insert({ ...profiles.full('P', tenant), wifiConfigs: [wifi('A', 1)] })
      const table = 'profileWirelessConfigs'
      const missing = { reason: 'missing-reference', table } as const
      await rejects(links.create([wifi('B', 2), wifi('none', 3)], 'P', tenant), 'conflict', 'unknown network', missing)
      await rejects(links.create([wifi('B', 2)], 'nobody', tenant), 'conflict', 'unknown profile', missing)
      const repeated = links.create([wifi('B', 2), wifi('a', 1)], 'P', tenant)
      await rejects(repeated, 'conflict', 'repeated link', { reason: 'duplicate' })
      equal(await links.list('P', tenant), [wifi('A', 1)], 'links')
    },
  },
  {
    id: 'storage/links/create-none',
    group: 'refusal',
    title: 'an empty list of links throws invalid-argument',
    async run({ store, tenant }) {
      await store.profiles.insert(profiles.full('P', tenant))
      await rejects(store.profileWirelessConfigs.create([], 'P', tenant), 'invalid-argument', 'Wi-Fi links')
      await rejects(store.profileProxyConfigs.create([], 'P', tenant), 'invalid-argument', 'proxy links')
    },
  },
  {
    id: 'storage/links/delete',
    group: 'behaviour',
    title: 'delete removes all links of one profile and of no other, and answers whether there was one',
    async run({ store, tenant, otherTenant }) {
      for (const one of [tenant, otherTenant]) await addTargets(store, one)
      const links = { wifiConfigs: [wifi('A', 1), wifi('B', 2)], proxyConfigs: [proxy('A', 1)] }
      for (const name of ['P', 'Q']) await store.profiles.insert({ ...profiles.full(name, tenant), ...links })
      equal(await store.profileWirelessConfigs.delete('p', otherTenant), false, "another tenant's")
      equal(await store.profileWirelessConfigs.delete('p', tenant), true, 'first delete')
      equal(await store.profileWirelessConfigs.delete('P', tenant), false, 'second delete')
      equal(await store.profileProxyConfigs.delete('P', tenant), true, 'delete of proxy links')
      equal(await store.profileWirelessConfigs.list('Q', tenant), links.wifiConfigs, "the other profile's")
    },
  },
  {
    id: 'storage/links/same-link-race',
    group: 'versions and races',
    title: 'of several writers that add one link exactly one wins',
    async run({ store, tenant }) {
      await addTargets(store, tenant)
      await store.profiles.insert(profiles.full('P', tenant))
      const add = () => outcome(store.profileWirelessConfigs.create([wifi('A', 1)], 'P', tenant))
      equal((await Promise.all([add(), add(), add(), add()])).sort(), [...Array(3).fill('conflict'), 'ok'], 'outcomes')
    },
  },
]
