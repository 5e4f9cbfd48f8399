import type { Device, DeviceInput, DeviceSummary } from '@dmt-providers/core'

/** A number as MPS gives it: its routes pass texts of digits. */
export type Count = number | string | null

/** A tenant as MPS gives it. No device belongs to the tenant null. */
export type Tenant = string | null

/** The table of devices as MPS uses it. Answers and errors are those of its own PostgreSQL provider. */
export interface DeviceTable {
  /** How many devices a tenant has. */
  getCount(tenantId?: Tenant): Promise<number>
  /** A page of devices ordered by GUID; 25 from the first unless given. */
  get(limit?: Count, offset?: Count, tenantId?: Tenant): Promise<DeviceSummary[]>
  /** The device with this GUID, in any tenant when none is given; null when there is none. */
  getById(guid: string, tenantId?: Tenant): Promise<Device | null>
  /** Devices with exactly this host name. */
  getByHostname(hostname: string, tenantId?: Tenant): Promise<DeviceSummary[]>
  /** Devices with exactly this friendly name. */
  getByFriendlyName(friendlyName: string, tenantId?: Tenant): Promise<DeviceSummary[]>
  /** A page of the devices with all of these tags for the method `AND`, with any of them for everything else. */
  getByTags(tags: string[], method?: string, limit?: Count, offset?: Count, tenantId?: Tenant): Promise<DeviceSummary[]>
  /** How many devices of a tenant are connected. */
  getConnectedDevices(tenantId?: Tenant): Promise<number>
  /** Every tag that a tenant's devices carry, each once. */
  getDistinctTags(tenantId?: Tenant): Promise<string[]>
  /** Adds a device. Throws the service's `MPSValidationError`: status 400 for a GUID that exists, 500 otherwise. */
  insert(device: DeviceInput): Promise<Device>
  /** Replaces every field of a device. Throws `MPSValidationError` with status 500. */
  update(device: DeviceInput): Promise<Device>
  /** Removes a device; false when the tenant has none with this GUID. */
  delete(guid: string, tenantId?: Tenant): Promise<boolean>
  /** Marks the devices of an MPS instance as disconnected. Never throws: false when that failed. */
  clearInstanceStatus(mpsInstance: string): Promise<boolean>
}
