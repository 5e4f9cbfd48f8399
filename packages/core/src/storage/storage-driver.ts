import type { Call } from '../call.js'
import type { ErrorClassifier } from '../error-classifier.js'
import type { JsonObject } from '../json.js'
import type {
  CiraConfig,
  Device,
  DeviceSummary,
  Domain,
  Ieee8021xProfile,
  Profile,
  ProfileProxyConfig,
  ProfileWirelessConfig,
  ProxyConfig,
  WirelessProfile,
} from './rows.js'

/** A value of a checked row. */
export type FieldValue = string | number | boolean | Date | string[] | number[] | JsonObject | null

/** A row after the store's checks: every writable field is there, absent ones are null. */
export type CheckedRow = Readonly<Record<string, FieldValue>>

/** A page of rows; both are integers from 0 to 2^53 - 1. */
export interface Page {
  limit: number
  offset: number
}

/** How {@link DeviceDriver.findByTags} combines tags. */
export type TagMatch = 'all' | 'any'

/** What a batch does with a device whose GUID exists, in whatever tenant: the whole batch fails, or it is passed over. */
export type OnDuplicate = 'fail' | 'skip'

/** What a database does for devices. Names are exact and case-sensitive; pages are ordered by guid. */
export interface DeviceDriver {
  count(tenantId: string, call: Call): Promise<number>
  countConnected(tenantId: string, call: Call): Promise<number>
  list(page: Page, tenantId: string, call: Call): Promise<DeviceSummary[]>
  /** `tenantId` undefined searches every tenant; the empty text is a tenant of its own. */
  get(guid: string, tenantId: string | undefined, call: Call): Promise<Device | undefined>
  findByHostname(hostname: string, tenantId: string, call: Call): Promise<DeviceSummary[]>
  findByFriendlyName(friendlyName: string, tenantId: string, call: Call): Promise<DeviceSummary[]>
  /** `all` of no tags is every device, `any` of no tags is none. */
  findByTags(tags: string[], match: TagMatch, page: Page, tenantId: string, call: Call): Promise<DeviceSummary[]>
  listTags(tenantId: string, call: Call): Promise<string[]>
  /** Stores everything but the three instants. Fails with `conflict` when the guid exists in any tenant. */
  insert(device: CheckedRow, call: Call): Promise<Device>
  /** Replaces every field of the row with this guid and tenant; `undefined` when there is none. */
  update(device: CheckedRow, call: Call): Promise<Device | undefined>
  delete(guid: string, tenantId: string, call: Call): Promise<boolean>
  /** Clears instance and connection state of every device of one MPS instance, in all tenants; answers how many. */
  clearInstance(instance: string, call: Call): Promise<number>
  /**
   * Work on a batch that needs no connection, such as writing it as text. The store has it done while the batch before
   * is on its way, and hands the same list to {@link DeviceDriver.insertBatch}. Only for drivers that gain by it.
   */
  prepareBatch?(rows: readonly CheckedRow[]): void
  /**
   * Stores every field of these devices, the three instants too, all of them or none; answers how many. They are
   * several thousand at most, of any tenants, and no two have one GUID. With `fail` a GUID that exists in any tenant is
   * a `conflict`, reason `duplicate`, with the GUID as `key`.
   */
  insertBatch(rows: readonly CheckedRow[], onDuplicate: OnDuplicate, call: Call): Promise<number>
  /**
   * The first `limit` whole devices, at least 1, behind this guid in the order of guids, from the start when it is
   * `undefined`; of one tenant, or of all when `tenantId` is `undefined`.
   */
  listAfter(guid: string | undefined, limit: number, tenantId: string | undefined, call: Call): Promise<Device[]>
}

/**
 * What a database does for a table whose rows have a case-insensitive, case-preserving name within a tenant.
 * Pages are ordered by name without regard to case.
 */
export interface NamedDriver<Row> {
  count(tenantId: string, call: Call): Promise<number>
  list(page: Page, tenantId: string, call: Call): Promise<Row[]>
  get(name: string, tenantId: string, call: Call): Promise<Row | undefined>
  insert(row: CheckedRow, call: Call): Promise<Row>
  /** Replaces the row when its version is `version` (tables without one ignore it); `undefined` when nothing matched. */
  update(row: CheckedRow, version: string, call: Call): Promise<Row | undefined>
  /** Fails with `conflict`, reason `in-use`, and the referring table, while another row refers to this one. */
  delete(name: string, tenantId: string, call: Call): Promise<boolean>
}

/** Domains are found by their suffix too. */
export interface DomainDriver extends NamedDriver<Domain> {
  getBySuffix(domainSuffix: string, tenantId: string, call: Call): Promise<Domain | undefined>
}

/** A profile's links, already checked. */
export interface ProfileLinks {
  wifiConfigs: readonly ProfileWirelessConfig[]
  proxyConfigs: readonly ProfileProxyConfig[]
}

/** A profile and its links are one transaction; deleting a profile deletes its links. */
export interface ProfileDriver extends Omit<NamedDriver<Profile>, 'insert' | 'update'> {
  insert(row: CheckedRow, links: ProfileLinks, call: Call): Promise<Profile>
  update(row: CheckedRow, version: string, links: ProfileLinks, call: Call): Promise<Profile | undefined>
}

/** The links of one profile, ordered by priority. */
export interface LinkDriver<Link> {
  list(profileName: string, tenantId: string, call: Call): Promise<Link[]>
  create(links: readonly Link[], profileName: string, tenantId: string, call: Call): Promise<void>
  delete(profileName: string, tenantId: string, call: Call): Promise<boolean>
}

/** What a storage provider writes: small, without policy. */
export interface StorageDriver {
  /** Provider name for errors: `postgres`. */
  readonly provider: string
  /** OpenTelemetry `db.system.name`: `postgresql`, `mariadb`, `microsoft.sql_server`. */
  readonly system: string
  readonly classify: ErrorClassifier
  readonly devices: DeviceDriver
  readonly ciraConfigs: NamedDriver<CiraConfig>
  readonly domains: DomainDriver
  readonly ieee8021xProfiles: NamedDriver<Ieee8021xProfile>
  readonly wirelessProfiles: NamedDriver<WirelessProfile>
  readonly proxyConfigs: NamedDriver<ProxyConfig>
  readonly profiles: ProfileDriver
  readonly profileWirelessConfigs: LinkDriver<ProfileWirelessConfig>
  readonly profileProxyConfigs: LinkDriver<ProfileProxyConfig>
  /** Proves that the store answers and that its schema is usable. */
  ping(call: Call): Promise<void>
  close(): Promise<void>
}
