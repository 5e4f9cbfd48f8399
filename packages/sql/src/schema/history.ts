/**
 * What the toolkit's releases changed in the tables, by the release that needed it. Source: the SQL in the repositories
 * of MPS, RPS and the deployment at their tags, and the upgrade pages of the documentation.
 */

/** Release that brought a column or a table; what is not listed is in every release. */
export const since: Readonly<Record<string, string>> = {
  'devices.mpsinstance': '1.4',
  'devices.connectionstatus': '1.4',
  'devices.mpsusername': '1.4',
  'devices.tenantid': '2.0',
  'devices.friendlyname': '2.7',
  'devices.dnssuffix': '2.7',
  'devices.deviceinfo': '2.16',
  'devices.lastconnected': '2.17',
  'devices.lastseen': '2.17',
  'devices.lastdisconnected': '2.17',
  'ciraconfigs.tenant_id': '2.0',
  wirelessconfigs: '1.5',
  'wirelessconfigs.tenant_id': '2.0',
  'wirelessconfigs.ieee8021x_profile_name': '2.10',
  'profiles.dhcp_enabled': '1.5',
  'profiles.tenant_id': '2.0',
  'profiles.tls_mode': '2.2',
  'profiles.user_consent': '2.4',
  'profiles.ider_enabled': '2.4',
  'profiles.kvm_enabled': '2.4',
  'profiles.sol_enabled': '2.4',
  'profiles.tls_signing_authority': '2.8',
  'profiles.ieee8021x_profile_name': '2.9',
  'profiles.ip_sync_enabled': '2.11',
  'profiles.local_wifi_sync_enabled': '2.18',
  'profiles.uefi_wifi_sync_enabled': '2.28',
  profiles_wirelessconfigs: '1.5',
  'profiles_wirelessconfigs.tenant_id': '2.0',
  'domains.tenant_id': '2.0',
  'domains.expiration_date': '2.16',
  ieee8021xconfigs: '2.9',
  proxyconfigs: '2.28',
  profiles_proxyconfigs: '2.28',
}

/** Columns that a release stopped using, and the release. They stay; none may be required of a new row. */
export const retiredColumns: Readonly<Record<string, string>> = {
  'ciraconfigs.generate_random_password': '2.0',
  'ciraconfigs.random_password_length': '2.0',
  'profiles.configuration_script': '1.5',
  'profiles.network_profile_name': '1.5',
  'profiles.random_password_characters': '2.0',
  'profiles.random_password_length': '2.0',
  'profiles.random_mebx_password_length': '2.0',
}

/** Tables that a release stopped using; they stay with all of their rows and keys. */
export const retiredTables: Readonly<Record<string, string>> = { networkconfigs: '1.5' }

/** Retired keys that go on pointing where they did: from a retired column to a retired table. */
export const retiredKeys: Readonly<Record<string, readonly string[]>> = { profiles: ['network_profile_name'] }

/** A key that a release replaced by another, recognised by what it covers and not by its name. */
export interface ReplacedKey {
  readonly table: string
  readonly kind: 'primary' | 'unique' | 'foreign'
  readonly columns: readonly string[]
  readonly release: string
}

/** Keys without the tenant, which would keep two tenants from using one name. */
export const replacedKeys: readonly ReplacedKey[] = [
  { table: 'profiles', kind: 'foreign', columns: ['cira_config_name'], release: '2.0' },
  { table: 'profiles_wirelessconfigs', kind: 'foreign', columns: ['wireless_profile_name'], release: '2.0' },
  { table: 'profiles_wirelessconfigs', kind: 'foreign', columns: ['profile_name'], release: '2.0' },
  { table: 'ciraconfigs', kind: 'unique', columns: ['cira_config_name'], release: '2.0' },
  { table: 'wirelessconfigs', kind: 'unique', columns: ['wireless_profile_name'], release: '2.0' },
  { table: 'profiles', kind: 'unique', columns: ['profile_name'], release: '2.0' },
  {
    table: 'profiles_wirelessconfigs',
    kind: 'unique',
    columns: ['wireless_profile_name', 'profile_name', 'priority'],
    release: '2.0',
  },
  { table: 'domains', kind: 'unique', columns: ['name'], release: '2.0' },
  { table: 'domains', kind: 'unique', columns: ['domain_suffix'], release: '2.0' },
  { table: 'domains', kind: 'primary', columns: ['name', 'tenant_id'], release: '2.15' },
]

/** Unique indexes without the tenant, by name: they are over expressions. */
export const replacedIndexes: readonly { table: string; name: string; release: string }[] = [
  { table: 'ciraconfigs', name: 'lower_cira_config_name_idx', release: '2.0' },
  { table: 'profiles', name: 'lower_profile_name_idx', release: '2.0' },
  { table: 'wirelessconfigs', name: 'lower_wireless_profile_name_idx', release: '2.0' },
  { table: 'profiles_wirelessconfigs', name: 'wifi_profile_priority', release: '2.0' },
  { table: 'domains', name: 'lower_name_suffix_idx', release: '2.15' },
]

/** A value that a column takes over from one that its release retired. */
export interface CarriedValue {
  /** The new column, and what must be there for the value to be known. */
  readonly column: string
  readonly from: readonly string[]
  readonly title: string
  readonly sql: string
}

/** In 1.5 the network configuration of a profile became a column of the profile. */
export const carriedValues: readonly CarriedValue[] = [
  {
    column: 'profiles.dhcp_enabled',
    from: ['profiles.network_profile_name', 'networkconfigs.dhcp_enabled', 'networkconfigs.network_profile_name'],
    title: 'take dhcp_enabled of each profile over from its network configuration',
    sql: 'update profiles set dhcp_enabled = networkconfigs.dhcp_enabled from networkconfigs where networkconfigs.network_profile_name = profiles.network_profile_name',
  },
]

/** What a release changed in the secret store, which no migration of a database reaches. */
export interface SecretNote {
  /** It concerns a schema in which something of this release or an older one is still to be done. */
  readonly upTo: string
  readonly note: string
}

/** The steps of the history that rename keys in Vault. A schema does not tell 1.3 from 1.4 in every part. */
export const secretNotes: readonly SecretNote[] = [
  {
    upTo: '1.5',
    note:
      'secret store: when RPS was older than 1.4, rename keys in it before the new RPS starts: under profiles/<name>, ' +
      '<name>_DEVICE_AMT_PASSWORD to AMT_PASSWORD and <name>_DEVICE_MEBX_PASSWORD to MEBX_PASSWORD; under ' +
      'CIRAConfigs/<name>, <name>_CIRA_PROFILE_PASSWORD to MPS_PASSWORD; under certs/<name>, CERT_KEY to CERT and ' +
      'CERT_PASSWORD_KEY to CERT_PASSWORD',
  },
  {
    upTo: '2.0',
    note: 'secret store: under Wireless/<name>, rename the key pskPassphrase to PSK_PASSPHRASE before the new RPS starts',
  },
]

/** What releases changed in the tables of a dialect. */
export interface SchemaHistory {
  readonly since: typeof since
  readonly retiredColumns: typeof retiredColumns
  readonly retiredTables: typeof retiredTables
  readonly retiredKeys: typeof retiredKeys
  readonly replacedKeys: typeof replacedKeys
  readonly replacedIndexes: typeof replacedIndexes
  readonly carriedValues: typeof carriedValues
}

/** What the toolkit's releases changed on PostgreSQL, the only database that they made tables on. */
export const toolkitHistory: SchemaHistory = {
  since,
  retiredColumns,
  retiredTables,
  retiredKeys,
  replacedKeys,
  replacedIndexes,
  carriedValues,
}

/** Where these packages were the first to make tables: whatever differs has been changed by somebody. */
export const noHistory: SchemaHistory = {
  since: {},
  retiredColumns: {},
  retiredTables: {},
  retiredKeys: {},
  replacedKeys: [],
  replacedIndexes: [],
  carriedValues: [],
}

/** Compares releases: negative when `left` came first. */
export function byRelease(left: string, right: string): number {
  const [a = [], b = []] = [left, right].map((release) => release.split('.').map(Number))
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0)
}
