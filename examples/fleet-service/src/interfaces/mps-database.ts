/** A device as the list calls of MPS answer it. */
export interface Device {
  guid: string
  hostname: string | null
  tags: string[] | null
  mpsInstance: string | null
  connectionStatus: boolean | null
  mpsusername: string | null
  tenantId: string
  friendlyName: string | null
  dnsSuffix: string | null
  deviceInfo: Record<string, unknown> | null
}

/** A device to store; what is absent becomes null. */
export type NewDevice = Pick<Device, 'guid' | 'tenantId'> & Partial<Device>

/** The device table that MPS asks of its storage provider, as far as this service uses it. */
export interface DeviceTable {
  getCount(tenantId?: string): Promise<number>
  get(limit?: number | string, offset?: number | string, tenantId?: string): Promise<Device[]>
  /** Null when there is none; of any tenant when none is named. */
  getById(guid: string, tenantId?: string): Promise<Device | null>
  getByHostname(hostname: string, tenantId?: string): Promise<Device[]>
  getByFriendlyName(friendlyName: string, tenantId?: string): Promise<Device[]>
  getByTags(
    tags: string[],
    method?: string,
    limit?: number | string,
    offset?: number | string,
    tenantId?: string,
  ): Promise<Device[]>
  getConnectedDevices(tenantId?: string): Promise<number>
  getDistinctTags(tenantId?: string): Promise<string[]>
  /** Throws the service's own `MPSValidationError`: status 400 when the GUID is taken, 500 for anything else. */
  insert(device: NewDevice): Promise<Device>
  /** Marks the devices of one MPS instance, in all tenants, as disconnected. */
  clearInstanceStatus(instance: string): Promise<boolean>
}

/** The storage provider of MPS: the default export of `../data/<db_provider>/index.js`, made with a connection string. */
export interface MpsDatabase {
  devices: DeviceTable
  /** Rejects when the store is down; the answer is not used. */
  query(text: string, params?: unknown): Promise<unknown>
}
