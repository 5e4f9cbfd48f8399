import {
  type Device,
  type DeviceInput,
  type DeviceSummary,
  type Devices,
  isProviderError,
  ProviderError,
} from '@dmt-providers/core'
import { type Host, hostPage, hostTenant, hostText, messageOf } from '@dmt-providers/host'
import type { Count, DeviceTable, Tenant } from './device-table.js'
import type { ValidationErrorClass } from './validation-error-class.js'

/** The table of devices over a store, with the answers, defaults and errors that MPS knows from PostgreSQL. */
export class StoredDevices implements DeviceTable {
  constructor(
    private readonly store: Devices,
    private readonly host: Pick<Host<ValidationErrorClass>, 'errorClass' | 'logger'>,
  ) {}

  async getCount(tenantId: Tenant = ''): Promise<number> {
    const tenant = hostTenant(tenantId)
    return tenant === undefined ? 0 : await this.store.count(tenant)
  }

  async get(limit: Count = 25, offset: Count = 0, tenantId: Tenant = ''): Promise<DeviceSummary[]> {
    const [page, tenant] = [hostPage(limit, offset), hostTenant(tenantId)]
    return tenant === undefined ? [] : await this.store.list(page, tenant)
  }

  async getById(guid: string, tenantId?: Tenant): Promise<Device | null> {
    const id = hostText(guid)
    if (id === undefined) return null
    if (tenantId === undefined || tenantId === null) return (await this.store.get(id)) ?? null
    const tenant = hostTenant(tenantId)
    return tenant === undefined ? null : ((await this.store.get(id, tenant)) ?? null)
  }

  async getByHostname(hostname: string, tenantId: Tenant = ''): Promise<DeviceSummary[]> {
    const [name, tenant] = [hostText(hostname), hostTenant(tenantId)]
    return name === undefined || tenant === undefined ? [] : await this.store.findByHostname(name, tenant)
  }

  async getByFriendlyName(friendlyName: string, tenantId: Tenant = ''): Promise<DeviceSummary[]> {
    const [name, tenant] = [hostText(friendlyName), hostTenant(tenantId)]
    return name === undefined || tenant === undefined ? [] : await this.store.findByFriendlyName(name, tenant)
  }

  async getByTags(
    tags: string[],
    method?: string,
    limit: Count = 25,
    offset: Count = 0,
    tenantId: Tenant = '',
  ): Promise<DeviceSummary[]> {
    const [page, tenant] = [hostPage(limit, offset), hostTenant(tenantId)]
    if (tenant === undefined || tags === undefined || tags === null) return []
    return await this.store.findByTags(tags, method === 'AND' ? 'all' : 'any', page, tenant)
  }

  async getConnectedDevices(tenantId: Tenant = ''): Promise<number> {
    const tenant = hostTenant(tenantId)
    return tenant === undefined ? 0 : await this.store.countConnected(tenant)
  }

  async getDistinctTags(tenantId: Tenant = ''): Promise<string[]> {
    const tenant = hostTenant(tenantId)
    return tenant === undefined ? [] : await this.store.listTags(tenant)
  }

  async insert(device: DeviceInput): Promise<Device> {
    try {
      // The reference unfolds the tags of a new device in SQL, which takes a list or nothing.
      if (device.tags === null)
        throw new ProviderError('invalid-argument', 'devices.tags is null; give a list of texts')
      // Not stored by an insert, and so not refused by one either.
      const { lastConnected: _, lastSeen: __, lastDisconnected: ___, ...row } = device
      return await this.store.insert(row)
    } catch (error) {
      const isDuplicate = isProviderError(error) && error.reason === 'duplicate'
      throw isDuplicate ? this.#duplicate(device) : this.#failure('insert', device, error)
    }
  }

  async update(device: DeviceInput): Promise<Device> {
    try {
      return await this.store.update(device)
    } catch (error) {
      throw this.#failure('update', device, error)
    }
  }

  async delete(guid: string, tenantId: Tenant = ''): Promise<boolean> {
    const [id, tenant] = [hostText(guid), hostTenant(tenantId)]
    return id !== undefined && tenant !== undefined && (await this.store.delete(id, tenant))
  }

  async clearInstanceStatus(mpsInstance: string): Promise<boolean> {
    try {
      const instance = hostText(mpsInstance)
      const cleared = instance === undefined ? 0 : await this.store.clearInstance(instance)
      this.host.logger.debug(`Disconnected ${cleared} devices of the instance`)
      return true
    } catch (error) {
      this.host.logger.error(`Failed to update the devices of the instance: ${messageOf(error)}`)
      return false
    }
  }

  #duplicate({ guid }: DeviceInput): Error {
    return new this.host.errorClass(`Device ID: ${guid} already exists`, 400, 'Unique key violation')
  }

  #failure(operation: 'insert' | 'update', { guid }: DeviceInput, error: unknown): Error {
    this.host.logger.error(`Failed to ${operation}: ${guid}: ${messageOf(error)}`)
    return new this.host.errorClass(`Failed to ${operation} device: ${guid}, error: ${messageOf(error)}`, 500)
  }
}
