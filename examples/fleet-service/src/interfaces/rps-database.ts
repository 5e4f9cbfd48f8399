/** One named table that RPS asks of its storage provider. */
export interface RecordTable<Row> {
  getCount(tenantId?: string): Promise<number>
  get(limit?: number, offset?: number, tenantId?: string): Promise<Row[]>
  getByName(name: string, tenantId?: string): Promise<Row | null>
  delete(name: string, tenantId?: string): Promise<boolean>
  /** Throws the service's own `RPSError`. */
  insert(row: Row): Promise<Row | null>
}

/** How a device reaches the MPS. */
export interface CiraConfig {
  configName: string
  mpsServerAddress: string
  mpsPort: number
  username: string
  commonName: string
  serverAddressFormat: number
  authMethod: number
  mpsRootCertificate: string
  proxyDetails: string
  tenantId: string
}

/** A DNS domain; certificate and password name the secret's fields, the values are in the secret store. */
export interface Domain {
  profileName: string
  domainSuffix: string
  provisioningCert: string
  provisioningCertStorageFormat: string
  provisioningCertPassword: string
  expirationDate: Date
  tenantId: string
}

/** An IEEE 802.1x profile. */
export interface Ieee8021xProfile {
  profileName: string
  authenticationProtocol: number
  pxeTimeout: number
  wiredInterface: boolean
  tenantId: string
}

/** A Wi-Fi network; the passphrase is in the secret store. */
export interface WirelessProfile {
  profileName: string
  authenticationMethod: number
  encryptionMethod: number
  ssid: string
  pskValue: number
  pskPassphrase: string | null
  linkPolicy: number[]
  ieee8021xProfileName: string | null
  tenantId: string
}

/** A proxy on the way to the MPS. */
export interface ProxyConfig {
  name: string
  address: string
  infoFormat: number
  port: number
  networkDnsSuffix: string
  tenantId: string
}

/** What a device is set up with. */
export interface Profile {
  profileName: string
  activation: string
  /** Name of the secret's field; stored, and answered by no call. */
  amtPassword?: string
  /** Likewise. */
  mebxPassword?: string
  generateRandomPassword: boolean
  generateRandomMEBxPassword: boolean
  ciraConfigName: string | null
  tags: string[] | null
  dhcpEnabled: boolean
  ipSyncEnabled: boolean
  localWifiSyncEnabled: boolean
  uefiWifiSyncEnabled: boolean
  tlsMode: number | null
  tlsSigningAuthority: string | null
  userConsent: string
  iderEnabled: boolean
  kvmEnabled: boolean
  solEnabled: boolean
  ieee8021xProfileName: string | null
  wifiConfigs: { priority: number; profileName: string }[]
  proxyConfigs: { priority: number; name: string }[]
  tenantId: string
}

/** The storage provider of RPS, as far as this service uses it. */
export interface RpsDatabase {
  ciraConfigs: RecordTable<CiraConfig>
  domains: RecordTable<Domain>
  ieee8021xProfiles: RecordTable<Ieee8021xProfile>
  wirelessProfiles: RecordTable<WirelessProfile>
  proxyConfigs: RecordTable<ProxyConfig>
  profiles: RecordTable<Profile>
  /** Rejects when the store is down; the answer is not used. */
  query(text: string, params?: unknown): Promise<unknown>
}
