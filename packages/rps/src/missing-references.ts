import type { NamedTable, ProfileProxyConfig, ProfileWirelessConfig, StorageStore } from '@dmt-providers/core'

/** Names in one column that must be those of rows in another table. */
export interface References {
  column: string
  table: string
  store: Pick<NamedTable<unknown, object>, 'get'>
  names: readonly string[]
}

/** What the Wi-Fi links of a profile refer to. */
export const wirelessReferences = (
  store: StorageStore,
  links: readonly ProfileWirelessConfig[] | null | undefined,
): References => ({
  column: 'wireless_profile_name',
  table: 'wirelessconfigs',
  store: store.wirelessProfiles,
  names: links?.map(({ profileName }) => profileName) ?? [],
})

/** What the proxy links of a profile refer to. */
export const proxyReferences = (
  store: StorageStore,
  links: readonly ProfileProxyConfig[] | null | undefined,
): References => ({
  column: 'proxy_config_name',
  table: 'proxyconfigs',
  store: store.proxyConfigs,
  names: links?.map(({ name }) => name) ?? [],
})

/** What links and their profile refer to, in the order in which PostgreSQL checks it: row by row. */
export function linkReferences(store: StorageStore, profileName: string, links: References): References[] {
  const [first, others] = [links.names.slice(0, 1), links.names.slice(1)]
  const profile = { column: 'profile_name', table: 'profiles', store: store.profiles, names: [profileName] }
  return [{ ...links, names: first }, profile, { ...links, names: others }]
}

/**
 * The first reference to a row that does not exist, in the words in which PostgreSQL reports it and RPS passes it on.
 * Databases differ in what they report, so the rows are looked up.
 */
export async function missingReference(references: readonly References[], tenantId: string): Promise<string> {
  for (const { column, table, store, names } of references) {
    for (const name of names) {
      if ((await store.get(name, tenantId)) === undefined)
        return `Key (${column}, tenant_id)=(${name}, ${tenantId}) is not present in table "${table}".`
    }
  }
  return 'A row that was referred to is not present.'
}
