import { type Fields, type TableName, tableFields } from '@dmt-providers/core'
import type { Column, ColumnNames, TableModel } from './table-model.js'

const creationDate: Column = { name: 'creation_date', type: 'wall-clock', nullable: true }
const createdBy: Column = { name: 'created_by', type: 'text', max: 40, nullable: true }
const tenantId: Column = { name: 'tenant_id', type: 'text', max: 36, nullable: false }

type Shape = Pick<TableModel, 'table' | 'selected' | 'inserted' | 'updated' | 'primaryKey'> &
  Partial<Omit<TableModel, 'columns'>> & {
    /** Instants that the reference keeps as wall-clock time of the service, without a zone. */
    wallClock?: string
  }

function model<T extends TableName>(
  name: T,
  columns: ColumnNames<(typeof tableFields)[T]>,
  { wallClock, ...shape }: Shape,
): TableModel {
  const fields: Fields = tableFields[name]
  const described = Object.entries<string>(columns).map(([field, column]): [string, Column] => {
    const { type, max, required } = fields[field] ?? { type: 'text' }
    const stored = field === wallClock ? 'wall-clock' : type
    return [field, { name: column, type: stored, ...(max === undefined ? {} : { max }), nullable: required !== true }]
  })
  return {
    name,
    tenant: 'tenant_id',
    columns: Object.fromEntries(described),
    unmapped: [],
    dated: false,
    versioned: true,
    unique: {},
    references: [],
    ...shape,
  }
}

const deviceColumns = {
  guid: 'guid',
  tags: 'tags',
  hostname: 'hostname',
  mpsInstance: 'mpsinstance',
  connectionStatus: 'connectionstatus',
  mpsusername: 'mpsusername',
  tenantId: 'tenantid',
  friendlyName: 'friendlyname',
  dnsSuffix: 'dnssuffix',
  lastConnected: 'lastconnected',
  lastSeen: 'lastseen',
  lastDisconnected: 'lastdisconnected',
  deviceInfo: 'deviceinfo',
} as const

/** Fields of a device that the list calls answer, in the order that MPS prints them. */
export const deviceSummaryFields = [
  'guid',
  'hostname',
  'tags',
  'mpsInstance',
  'connectionStatus',
  'mpsusername',
  'tenantId',
  'friendlyName',
  'dnsSuffix',
] as const

const instants = ['lastConnected', 'lastSeen', 'lastDisconnected'] as const

const devices = model('devices', deviceColumns, {
  table: 'devices',
  tenant: 'tenantid',
  selected: [...deviceSummaryFields, ...instants, 'deviceInfo'],
  inserted: [...deviceSummaryFields, 'deviceInfo'],
  updated: [
    ...deviceSummaryFields.filter((field) => field !== 'guid' && field !== 'tenantId'),
    ...instants,
    'deviceInfo',
  ],
  versioned: false,
  primaryKey: ['guid', 'tenantid'],
  unique: { device_guid: ['guid'] },
})

const ciraFields = [
  'mpsServerAddress',
  'mpsPort',
  'username',
  'password',
  'commonName',
  'serverAddressFormat',
  'authMethod',
  'mpsRootCertificate',
  'proxyDetails',
]

const ciraConfigs = model(
  'ciraConfigs',
  {
    configName: 'cira_config_name',
    mpsServerAddress: 'mps_server_address',
    mpsPort: 'mps_port',
    username: 'user_name',
    password: 'password',
    commonName: 'common_name',
    serverAddressFormat: 'server_address_format',
    authMethod: 'auth_method',
    mpsRootCertificate: 'mps_root_certificate',
    proxyDetails: 'proxydetails',
    tenantId: 'tenant_id',
  },
  {
    table: 'ciraconfigs',
    selected: ['configName', ...ciraFields, 'tenantId'],
    inserted: ['configName', ...ciraFields, 'tenantId'],
    updated: ciraFields,
    primaryKey: ['cira_config_name', 'tenant_id'],
  },
)

const ieee8021xProfiles = model(
  'ieee8021xProfiles',
  {
    profileName: 'profile_name',
    authenticationProtocol: 'auth_protocol',
    serverName: 'servername',
    domain: 'domain',
    username: 'username',
    password: 'password',
    roamingIdentity: 'roaming_identity',
    activeInS0: 'active_in_s0',
    pxeTimeout: 'pxe_timeout',
    wiredInterface: 'wired_interface',
    tenantId: 'tenant_id',
  },
  {
    table: 'ieee8021xconfigs',
    selected: ['profileName', 'authenticationProtocol', 'pxeTimeout', 'wiredInterface', 'tenantId'],
    inserted: ['profileName', 'authenticationProtocol', 'pxeTimeout', 'wiredInterface', 'tenantId'],
    updated: [
      'authenticationProtocol',
      'serverName',
      'domain',
      'username',
      'password',
      'roamingIdentity',
      'activeInS0',
      'pxeTimeout',
      'wiredInterface',
    ],
    primaryKey: ['profile_name', 'tenant_id'],
  },
)

const wirelessFields = ['authenticationMethod', 'encryptionMethod', 'ssid', 'pskValue', 'pskPassphrase', 'linkPolicy']

const wirelessProfiles = model(
  'wirelessProfiles',
  {
    profileName: 'wireless_profile_name',
    authenticationMethod: 'authentication_method',
    encryptionMethod: 'encryption_method',
    ssid: 'ssid',
    pskValue: 'psk_value',
    pskPassphrase: 'psk_passphrase',
    linkPolicy: 'link_policy',
    tenantId: 'tenant_id',
    ieee8021xProfileName: 'ieee8021x_profile_name',
  },
  {
    table: 'wirelessconfigs',
    dated: true,
    unmapped: [creationDate, createdBy],
    selected: ['profileName', ...wirelessFields, 'tenantId', 'ieee8021xProfileName'],
    inserted: ['profileName', ...wirelessFields, 'tenantId', 'ieee8021xProfileName'],
    updated: [...wirelessFields, 'ieee8021xProfileName'],
    primaryKey: ['wireless_profile_name', 'tenant_id'],
    references: [{ table: 'ieee8021xProfiles', column: 'ieee8021x_profile_name' }],
  },
)

const domains = model(
  'domains',
  {
    profileName: 'name',
    domainSuffix: 'domain_suffix',
    provisioningCert: 'provisioning_cert',
    provisioningCertStorageFormat: 'provisioning_cert_storage_format',
    provisioningCertPassword: 'provisioning_cert_key',
    expirationDate: 'expiration_date',
    tenantId: 'tenant_id',
  },
  {
    table: 'domains',
    wallClock: 'expirationDate',
    unmapped: [creationDate, createdBy],
    selected: [
      'profileName',
      'domainSuffix',
      'provisioningCert',
      'provisioningCertStorageFormat',
      'provisioningCertPassword',
      'expirationDate',
      'tenantId',
    ],
    inserted: [
      'profileName',
      'domainSuffix',
      'provisioningCert',
      'provisioningCertStorageFormat',
      'provisioningCertPassword',
      'expirationDate',
      'tenantId',
    ],
    updated: [
      'domainSuffix',
      'provisioningCert',
      'provisioningCertStorageFormat',
      'provisioningCertPassword',
      'expirationDate',
    ],
    primaryKey: ['name', 'domain_suffix', 'tenant_id'],
    unique: { domainname: ['name', 'tenant_id'], domainsuffix: ['domain_suffix', 'tenant_id'] },
  },
)

const proxyFields = ['address', 'infoFormat', 'port', 'networkDnsSuffix']

const proxyConfigs = model(
  'proxyConfigs',
  {
    name: 'proxy_config_name',
    address: 'address',
    infoFormat: 'info_format',
    port: 'port',
    networkDnsSuffix: 'network_dns_suffix',
    tenantId: 'tenant_id',
  },
  {
    table: 'proxyconfigs',
    dated: true,
    unmapped: [creationDate],
    selected: ['name', ...proxyFields, 'tenantId'],
    inserted: ['name', ...proxyFields, 'tenantId'],
    updated: proxyFields,
    versioned: false,
    primaryKey: ['proxy_config_name', 'tenant_id'],
    unique: { address_port_tenant_id: ['address', 'port', 'tenant_id'] },
  },
)

const profileColumns = {
  profileName: 'profile_name',
  activation: 'activation',
  amtPassword: 'amt_password',
  generateRandomPassword: 'generate_random_password',
  ciraConfigName: 'cira_config_name',
  mebxPassword: 'mebx_password',
  generateRandomMEBxPassword: 'generate_random_mebx_password',
  tags: 'tags',
  dhcpEnabled: 'dhcp_enabled',
  ipSyncEnabled: 'ip_sync_enabled',
  localWifiSyncEnabled: 'local_wifi_sync_enabled',
  tenantId: 'tenant_id',
  tlsMode: 'tls_mode',
  userConsent: 'user_consent',
  iderEnabled: 'ider_enabled',
  kvmEnabled: 'kvm_enabled',
  solEnabled: 'sol_enabled',
  tlsSigningAuthority: 'tls_signing_authority',
  ieee8021xProfileName: 'ieee8021x_profile_name',
  uefiWifiSyncEnabled: 'uefi_wifi_sync_enabled',
} as const

const profiles = model('profiles', profileColumns, {
  table: 'profiles',
  unmapped: [creationDate, createdBy],
  selected: [
    'profileName',
    'activation',
    'ciraConfigName',
    'generateRandomPassword',
    'generateRandomMEBxPassword',
    'tags',
    'dhcpEnabled',
    'tlsMode',
    'userConsent',
    'iderEnabled',
    'kvmEnabled',
    'solEnabled',
    'tenantId',
    'tlsSigningAuthority',
    'ieee8021xProfileName',
    'ipSyncEnabled',
    'localWifiSyncEnabled',
    'uefiWifiSyncEnabled',
  ],
  inserted: Object.keys(profileColumns),
  updated: Object.keys(profileColumns).filter((field) => field !== 'profileName' && field !== 'tenantId'),
  primaryKey: ['profile_name', 'tenant_id'],
  references: [
    { table: 'ciraConfigs', column: 'cira_config_name' },
    { table: 'ieee8021xProfiles', column: 'ieee8021x_profile_name' },
  ],
})

const profileName: Column = { name: 'profile_name', type: 'name', nullable: false }

const profileWirelessConfigs = model(
  'profileWirelessConfigs',
  { profileName: 'wireless_profile_name', priority: 'priority' },
  {
    table: 'profiles_wirelessconfigs',
    unmapped: [profileName, creationDate, createdBy, tenantId],
    selected: ['priority', 'profileName'],
    inserted: ['profileName', 'priority'],
    updated: [],
    versioned: false,
    primaryKey: ['wireless_profile_name', 'profile_name', 'priority', 'tenant_id'],
    references: [
      { table: 'wirelessProfiles', column: 'wireless_profile_name' },
      { table: 'profiles', column: 'profile_name' },
    ],
  },
)

const profileProxyConfigs = model(
  'profileProxyConfigs',
  { name: 'proxy_config_name', priority: 'priority' },
  {
    table: 'profiles_proxyconfigs',
    unmapped: [profileName, creationDate, createdBy, tenantId],
    selected: ['priority', 'name'],
    inserted: ['name', 'priority'],
    updated: [],
    versioned: false,
    primaryKey: ['proxy_config_name', 'profile_name', 'priority', 'tenant_id'],
    references: [
      { table: 'proxyConfigs', column: 'proxy_config_name' },
      { table: 'profiles', column: 'profile_name' },
    ],
  },
)

/** How each table of the contract is stored, in an order in which they can be created. */
export const tableModels = {
  devices,
  ciraConfigs,
  ieee8021xProfiles,
  wirelessProfiles,
  profiles,
  profileWirelessConfigs,
  domains,
  proxyConfigs,
  profileProxyConfigs,
} as const satisfies Readonly<Record<TableName, TableModel>>
