import type { JsonObject } from '../json.js'

/** A device as the list calls answer it: everything but the three instants. */
export interface DeviceSummary {
  /** Lower-case UUID, unique across tenants. */
  guid: string
  hostname: string | null
  /** Order kept. */
  tags: string[] | null
  mpsInstance: string | null
  connectionStatus: boolean | null
  mpsusername: string | null
  tenantId: string
  friendlyName: string | null
  dnsSuffix: string | null
  /** Key order kept. */
  deviceInfo: JsonObject | null
}

/** One managed device. */
export interface Device extends DeviceSummary {
  lastConnected: Date | null
  lastSeen: Date | null
  lastDisconnected: Date | null
}

/** How an instant may be given: a `Date` or an ISO 8601 text. */
type Written<T> = T extends Date ? Date | string : T

/** What a caller gives for a row: required fields, and any of the others; absent means null. */
export type Input<Row, Required extends keyof Row> = { [K in Required]: Written<Row[K]> } & {
  [K in Exclude<keyof Row, Required>]?: Written<Exclude<Row[K], null>> | null | undefined
}

/** A device to write. */
export type DeviceInput = Input<Device, 'guid' | 'tenantId'>

/** A row that carries the version which its next update must name. */
export interface Versioned {
  /** Opaque text of digits; changes with each update. Equality is all that callers may use. */
  version: string
}

/** How a device reaches the MPS. */
export interface CiraConfig extends Versioned {
  configName: string
  mpsServerAddress: string | null
  mpsPort: number | null
  username: string | null
  password: string | null
  commonName: string | null
  serverAddressFormat: number | null
  authMethod: number | null
  mpsRootCertificate: string | null
  proxyDetails: string | null
  tenantId: string
}

/** A CIRA config to write. */
export type CiraConfigInput = Input<Omit<CiraConfig, 'version'>, 'configName' | 'tenantId'>

/** A DNS domain with its provisioning certificate. */
export interface Domain extends Versioned {
  profileName: string
  domainSuffix: string
  provisioningCert: string | null
  provisioningCertStorageFormat: string | null
  provisioningCertPassword: string | null
  expirationDate: Date | null
  tenantId: string
}

/** A domain to write. */
export type DomainInput = Input<Omit<Domain, 'version'>, 'profileName' | 'domainSuffix' | 'tenantId'>

/** An IEEE 802.1x profile. */
export interface Ieee8021xProfile extends Versioned {
  profileName: string
  authenticationProtocol: number | null
  pxeTimeout: number | null
  wiredInterface: boolean
  tenantId: string
}

/** Fields of an 802.1x profile that an update stores and no call answers, as in the reference. */
export interface Ieee8021xHiddenFields {
  serverName: string | null
  domain: string | null
  username: string | null
  password: string | null
  roamingIdentity: string | null
  activeInS0: boolean | null
}

/** An 802.1x profile to write. */
export type Ieee8021xProfileInput = Input<
  Omit<Ieee8021xProfile, 'version'> & Ieee8021xHiddenFields,
  'profileName' | 'wiredInterface' | 'tenantId'
>

/** A Wi-Fi network. */
export interface WirelessProfile extends Versioned {
  profileName: string
  authenticationMethod: number | null
  encryptionMethod: number | null
  ssid: string | null
  pskValue: number | null
  pskPassphrase: string | null
  linkPolicy: number[] | null
  tenantId: string
  ieee8021xProfileName: string | null
}

/** A Wi-Fi network to write. */
export type WirelessProfileInput = Input<Omit<WirelessProfile, 'version'>, 'profileName' | 'tenantId'>

/** A proxy that devices use to reach the MPS. It has no version: the last write wins. */
export interface ProxyConfig {
  name: string
  address: string
  infoFormat: number
  port: number
  networkDnsSuffix: string | null
  tenantId: string
}

/** A proxy to write. */
export type ProxyConfigInput = Input<ProxyConfig, 'name' | 'address' | 'infoFormat' | 'port' | 'tenantId'>

/** A Wi-Fi network of a profile. */
export interface ProfileWirelessConfig {
  priority: number
  profileName: string
}

/** A proxy of a profile. */
export interface ProfileProxyConfig {
  name: string
  priority: number
}

/** What a device is set up with. */
export interface Profile extends Versioned {
  profileName: string
  activation: string
  ciraConfigName: string | null
  generateRandomPassword: boolean
  generateRandomMEBxPassword: boolean
  tags: string[] | null
  dhcpEnabled: boolean | null
  tlsMode: number | null
  userConsent: string | null
  iderEnabled: boolean | null
  kvmEnabled: boolean | null
  solEnabled: boolean | null
  tenantId: string
  tlsSigningAuthority: string | null
  ieee8021xProfileName: string | null
  /** By priority. */
  wifiConfigs: ProfileWirelessConfig[]
  ipSyncEnabled: boolean | null
  localWifiSyncEnabled: boolean | null
  uefiWifiSyncEnabled: boolean | null
  /** By name, capitals before small letters (code unit order), as the reference answers them. */
  proxyConfigs: ProfileProxyConfig[]
}

/** Passwords of a profile: written, and answered by no call. */
export interface ProfileHiddenFields {
  amtPassword: string | null
  mebxPassword: string | null
}

/** A profile to write; its links are stored in the same transaction, and an update adds those given. */
export type ProfileInput = Input<
  Omit<Profile, 'version' | 'wifiConfigs' | 'proxyConfigs'> & ProfileHiddenFields,
  'profileName' | 'activation' | 'generateRandomPassword' | 'generateRandomMEBxPassword' | 'tenantId'
> & {
  wifiConfigs?: readonly ProfileWirelessConfig[] | null | undefined
  proxyConfigs?: readonly ProfileProxyConfig[] | null | undefined
}
