import type { StorageStore } from '@dmt-providers/core'

/** More rows than any case writes. */
const page = { limit: 1_000 }

/** Removes every row of a tenant, those that refer to others first. */
export async function sweepTenant(store: StorageStore, tenant: string): Promise<void> {
  for (const { guid } of await store.devices.list(page, tenant)) await store.devices.delete(guid, tenant)
  for (const { profileName } of await store.profiles.list(page, tenant))
    await store.profiles.delete(profileName, tenant)
  for (const table of [store.wirelessProfiles, store.ieee8021xProfiles, store.domains]) {
    for (const { profileName } of await table.list(page, tenant)) await table.delete(profileName, tenant)
  }
  for (const { name } of await store.proxyConfigs.list(page, tenant)) await store.proxyConfigs.delete(name, tenant)
  for (const { configName } of await store.ciraConfigs.list(page, tenant)) {
    await store.ciraConfigs.delete(configName, tenant)
  }
}
