import type {
  CiraConfig,
  CiraConfigInput,
  Domain,
  DomainInput,
  Ieee8021xProfile,
  Ieee8021xProfileInput,
  Profile,
  ProfileInput,
  ProfileProxyConfig,
  ProfileWirelessConfig,
  ProxyConfig,
  ProxyConfigInput,
  WirelessProfile,
  WirelessProfileInput,
} from '@dmt-providers/core'

/** A number as RPS gives it; texts of digits do as well. */
export type Count = number | string | null

/** A tenant as RPS gives it. No row belongs to the tenant null. */
export type Tenant = string | null

/** A row to update: the version that was read, as text or number. */
export type Versioned<Input> = Input & { version?: string | number | null | undefined }

/**
 * One table of RPS. Names are compared without regard to case. Refused writes throw the service's `RPSError`, with the
 * messages and names of its own PostgreSQL provider.
 */
export interface ConfigurationTable<Row, Input> {
  /** How many rows a tenant has. */
  getCount(tenantId?: Tenant): Promise<number>
  /** A page of rows ordered by name; 25 from the first unless given. */
  get(limit?: Count, offset?: Count, tenantId?: Tenant): Promise<Row[]>
  /** The row with this name; null when there is none. */
  getByName(name: string, tenantId?: Tenant): Promise<Row | null>
  /** Removes a row; false when there is none. */
  delete(name: string, tenantId?: Tenant): Promise<boolean>
  /** Adds a row and answers it as stored. */
  insert(item: Input): Promise<Row>
  /**
   * Replaces a row whose version is the item's and answers it as stored. Throws `Concurrency` with the current row when
   * the version is another, and `Not Found` when there is no such row.
   */
  update(item: Versioned<Input>): Promise<Row>
}

/** A table whose rows profiles refer to. */
export interface ReferencedTable<Row, Input> extends ConfigurationTable<Row, Input> {
  /** Whether a row has this name. */
  checkProfileExits(name: string, tenantId?: Tenant): Promise<boolean>
}

/** Domains are found by their suffix too. */
export interface DomainTable extends ConfigurationTable<Domain, DomainInput> {
  /** The domain with this suffix; null when there is none. */
  getDomainByDomainSuffix(domainSuffix: string, tenantId?: Tenant): Promise<Domain | null>
}

/** A Wi-Fi network in a list, with the number of all networks of the tenant, as text. */
export type ListedWirelessProfile = WirelessProfile & { total_count?: string }

/** Profiles give the rows that they refer to. */
export interface ProfileTable extends ConfigurationTable<Profile, ProfileInput> {
  /** The CIRA config with this name; null when there is none. */
  getCiraConfigForProfile(configName: string, tenantId?: Tenant): Promise<CiraConfig | null>
  /** The 802.1x profile with this name; null when there is none. */
  get8021XConfigForProfile(profileName: string, tenantId?: Tenant): Promise<Ieee8021xProfile | null>
}

/** The Wi-Fi networks of profiles. */
export interface ProfileWirelessTable {
  /** Those of one profile, by priority. */
  getProfileWifiConfigs(profileName: string, tenantId?: Tenant): Promise<ProfileWirelessConfig[]>
  /** Adds some to a profile, all or none. */
  createProfileWifiConfigs(
    wifiConfigs: readonly ProfileWirelessConfig[],
    profileName: string,
    tenantId?: Tenant,
  ): Promise<boolean>
  /** Removes all of a profile; false when there was none. */
  deleteProfileWifiConfigs(profileName: string, tenantId?: Tenant): Promise<boolean>
}

/** The proxies of profiles. */
export interface ProfileProxyTable {
  /** Those of one profile, by priority. */
  getProfileProxyConfigs(profileName: string, tenantId?: Tenant): Promise<ProfileProxyConfig[]>
  /** Adds some to a profile, all or none. */
  createProfileProxyConfigs(
    proxyConfigs: readonly ProfileProxyConfig[],
    profileName: string,
    tenantId?: Tenant,
  ): Promise<boolean>
  /** Removes all of a profile; false when there was none. */
  deleteProfileProxyConfigs(profileName: string, tenantId?: Tenant): Promise<boolean>
}

/** The tables as RPS uses them. */
export interface ConfigurationTables {
  readonly ciraConfigs: ConfigurationTable<CiraConfig, CiraConfigInput>
  readonly domains: DomainTable
  readonly profiles: ProfileTable
  readonly wirelessProfiles: ReferencedTable<ListedWirelessProfile, WirelessProfileInput>
  readonly profileWirelessConfigs: ProfileWirelessTable
  readonly ieee8021xProfiles: ReferencedTable<Ieee8021xProfile, Ieee8021xProfileInput>
  readonly proxyConfigs: ReferencedTable<ProxyConfig, ProxyConfigInput>
  readonly profileProxyConfigs: ProfileProxyTable
}
