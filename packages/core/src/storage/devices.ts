import type { CallOptions } from '../call-options.js'
import type { Guard } from '../guard.js'
import type { Operation } from '../operation.js'
import { type InsertProgress, ProviderError } from '../provider-error.js'
import { checkBatchSize } from './bulk/batch-bounds.js'
import type { DeviceStreamOptions, InsertManyOptions } from './bulk/bulk-options.js'
import type { DeviceSource } from './bulk/device-reader.js'
import { insertMany } from './bulk/insert-many.js'
import { streamDevices } from './bulk/stream-devices.js'
import { checkGuid, checkText, checkTextList } from './check-field.js'
import { checkPage } from './check-page.js'
import { checkRow } from './check-row.js'
import { checkTenant } from './check-tenant.js'
import type { Device, DeviceInput, DeviceSummary } from './rows.js'
import type { DeviceDriver, Page, TagMatch } from './storage-driver.js'

const operation = (name: string, repeatable: boolean): Operation => ({
  name: `devices.${name}`,
  collection: 'devices',
  repeatable,
})

const operations = {
  count: operation('count', true),
  countConnected: operation('countConnected', true),
  list: operation('list', true),
  get: operation('get', true),
  findByHostname: operation('findByHostname', true),
  findByFriendlyName: operation('findByFriendlyName', true),
  findByTags: operation('findByTags', true),
  listTags: operation('listTags', true),
  insert: operation('insert', false),
  update: operation('update', false),
  delete: operation('delete', false),
  clearInstance: operation('clearInstance', false),
  stream: operation('stream', true),
}

/**
 * A batch is stored as a whole or not at all. Where devices that are there are passed over, a batch may be repeated
 * whose answer was lost; where they are an error, it would report its own devices as duplicates.
 */
const insertManyOperations = { fail: operation('insertMany', false), skip: operation('insertMany', true) }

/**
 * The managed devices. A GUID is unique across tenants; every call stays within one tenant, the empty text being a
 * tenant of its own, but for {@link Devices.clearInstance}, {@link Devices.insertMany}, and {@link Devices.get} and
 * {@link Devices.stream} without tenant.
 * Every call may throw `invalid-argument`, `unavailable`, `timeout`, `aborted`, `unauthenticated`,
 * `permission-denied`, `limit-exceeded`, `closed` and `internal`.
 */
export class Devices {
  constructor(
    private readonly guard: Guard,
    private readonly driver: DeviceDriver,
  ) {}

  /** How many devices a tenant has. */
  async count(tenantId: string, options?: CallOptions): Promise<number> {
    const tenant = checkTenant(tenantId)
    return await this.guard.run(operations.count, (call) => this.driver.count(tenant, call), options)
  }

  /** How many devices of a tenant have connection status true. */
  async countConnected(tenantId: string, options?: CallOptions): Promise<number> {
    const tenant = checkTenant(tenantId)
    return await this.guard.run(operations.countConnected, (call) => this.driver.countConnected(tenant, call), options)
  }

  /** A page of devices ordered by GUID; limit 25 and offset 0 unless given. */
  async list(page: Partial<Page>, tenantId: string, options?: CallOptions): Promise<DeviceSummary[]> {
    const [checked, tenant] = [checkPage(page), checkTenant(tenantId)]
    return await this.guard.run(operations.list, (call) => this.driver.list(checked, tenant, call), options)
  }

  /** The device with this GUID, of any tenant when none is named; `undefined` when there is none. */
  async get(guid: string, tenantId?: string, options?: CallOptions): Promise<Device | undefined> {
    const id = checkGuid('guid', guid)
    const tenant = tenantId === undefined ? undefined : checkTenant(tenantId)
    return await this.guard.run(operations.get, (call) => this.driver.get(id, tenant, call), options)
  }

  /** Devices with exactly this host name, ordered by GUID. */
  async findByHostname(hostname: string, tenantId: string, options?: CallOptions): Promise<DeviceSummary[]> {
    const [name, tenant] = [checkText('hostname', hostname), checkTenant(tenantId)]
    return await this.guard.run(
      operations.findByHostname,
      (call) => this.driver.findByHostname(name, tenant, call),
      options,
    )
  }

  /** Devices with exactly this friendly name, ordered by GUID. */
  async findByFriendlyName(friendlyName: string, tenantId: string, options?: CallOptions): Promise<DeviceSummary[]> {
    const [name, tenant] = [checkText('friendlyName', friendlyName), checkTenant(tenantId)]
    return await this.guard.run(
      operations.findByFriendlyName,
      (call) => this.driver.findByFriendlyName(name, tenant, call),
      options,
    )
  }

  /** A page of the devices that have all, or any, of these tags, ordered by GUID. Tags are case-sensitive. */
  async findByTags(
    tags: string[],
    match: TagMatch,
    page: Partial<Page>,
    tenantId: string,
    options?: CallOptions,
  ): Promise<DeviceSummary[]> {
    const [wanted, checked, tenant] = [checkTextList('tags', tags), checkPage(page), checkTenant(tenantId)]
    return await this.guard.run(
      operations.findByTags,
      (call) => this.driver.findByTags([...new Set(wanted)], match, checked, tenant, call),
      options,
    )
  }

  /** Every tag that a tenant's devices carry, each once, in no particular order. */
  async listTags(tenantId: string, options?: CallOptions): Promise<string[]> {
    const tenant = checkTenant(tenantId)
    return await this.guard.run(operations.listTags, (call) => this.driver.listTags(tenant, call), options)
  }

  /**
   * Adds a device and answers the stored row. The three instants are not stored by an insert, as in the reference.
   * Throws `conflict` (reason `duplicate`) when the GUID exists in any tenant.
   */
  async insert(device: DeviceInput, options?: CallOptions): Promise<Device> {
    const row = checkRow('devices', device)
    return await this.guard.run(operations.insert, (call) => this.driver.insert(row, call), options)
  }

  /** Replaces every field of a device and answers the stored row. Throws `not-found` when the tenant has no such device. */
  async update(device: DeviceInput, options?: CallOptions): Promise<Device> {
    const row = checkRow('devices', device.tags === undefined ? { ...device, tags: null } : device)
    const stored = await this.guard.run(operations.update, (call) => this.driver.update(row, call), options)
    if (stored !== undefined) return stored
    throw new ProviderError('not-found', 'devices.update: the tenant has no device with this guid', {
      provider: this.guard.options.provider,
      operation: operations.update.name,
    })
  }

  /** Removes a device; false when the tenant has none with this GUID. */
  async delete(guid: string, tenantId: string, options?: CallOptions): Promise<boolean> {
    const [id, tenant] = [checkGuid('guid', guid), checkTenant(tenantId)]
    return await this.guard.run(operations.delete, (call) => this.driver.delete(id, tenant, call), options)
  }

  /** Marks every device of one MPS instance, in all tenants, as disconnected from it; answers how many there were. */
  async clearInstance(instance: string, options?: CallOptions): Promise<number> {
    const name = checkText('instance', instance)
    return await this.guard.run(operations.clearInstance, (call) => this.driver.clearInstance(name, call), options)
  }

  /**
   * Adds the devices of a list, a generator or a stream, each with its own tenant, and stores every field: the three
   * instants too, unlike {@link Devices.insert}. They are stored in their order, in batches of which each is one
   * transaction; the call as a whole is none, and may be of any length. Answers how many were inserted, and how many
   * passed over because their GUID exists in any tenant, or earlier in the source (`onDuplicate: 'skip'`).
   *
   * When it fails the error's `progress` says how many devices at the start of the source are dealt with for certain.
   * A device that is wrong ends the call once those before it are stored: `invalid-argument`, with its `position`.
   * `conflict`, reason `duplicate`, has the GUID as `key`; nothing of its batch is stored, unless the source itself has
   * the GUID twice within one batch. A source that throws ends the call with its own `ProviderError`, or `internal`.
   * After `unavailable`, `timeout` and `aborted` the batch under way may have been stored: run again with `skip`, which
   * completes whatever was there. With `skip` a batch whose answer was lost is repeated by itself, and those of its
   * devices that the first attempt had stored count as skipped.
   */
  async insertMany(source: DeviceSource, options: InsertManyOptions = {}): Promise<InsertProgress> {
    const { name } = insertManyOperations.fail
    const { signal, timeoutMs } = options
    try {
      return await insertMany(source, options, {
        operation: name,
        prepare: (rows) => this.driver.prepareBatch?.(rows),
        insert: (rows, onDuplicate) =>
          this.guard.run(
            insertManyOperations[onDuplicate],
            (call) => this.driver.insertBatch(rows, onDuplicate, call),
            { signal, timeoutMs },
          ),
      })
    } catch (error) {
      throw this.guard.wrap(error, name)
    }
  }

  /**
   * Whole devices in the order of their GUIDs, of one tenant or of all, read in batches as they are taken: at most two
   * are in memory. It may be iterated again, and left at any time. A device that does not change is seen exactly once;
   * one that is added meanwhile is seen when its GUID is behind those that were read, and none is seen twice. After an
   * error go on with `after`, the GUID of the last device that was seen. Throws `invalid-argument` at once.
   */
  stream(options: DeviceStreamOptions = {}): AsyncIterable<Device> {
    const { signal, timeoutMs } = options
    const tenant = options.tenantId === undefined ? undefined : checkTenant(options.tenantId)
    const after = options.after === undefined ? undefined : checkGuid('after', options.after)
    const batchSize = checkBatchSize(options.batchSize)
    const read = (guid: string | undefined, limit: number) =>
      this.guard.run(operations.stream, (call) => this.driver.listAfter(guid, limit, tenant, call), {
        signal,
        timeoutMs,
      })
    const pages = { operation: operations.stream.name, after, batchSize, signal, read }
    return { [Symbol.asyncIterator]: () => streamDevices(pages) }
  }
}
