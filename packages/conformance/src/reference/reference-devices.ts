import type { CheckedRow, Device, DeviceDriver, DeviceSummary, OnDuplicate, Page, TagMatch } from '@dmt-providers/core'
import { conflict, type ReferenceRow, type ReferenceRows } from './reference-rows.js'

/** Devices in memory, by the rules of the storage contract. */
export class ReferenceDevices implements DeviceDriver {
  constructor(private readonly rows: ReferenceRows) {}

  async count(tenantId: string): Promise<number> {
    return this.#where((row) => row.tenantId === tenantId).length
  }

  async countConnected(tenantId: string): Promise<number> {
    return this.#where((row) => row.tenantId === tenantId && row.connectionStatus === true).length
  }

  async list({ limit, offset }: Page, tenantId: string): Promise<DeviceSummary[]> {
    return this.#where((row) => row.tenantId === tenantId).slice(offset, offset + limit)
  }

  async get(guid: string, tenantId: string | undefined): Promise<Device | undefined> {
    const row = this.#stored.get(guid)
    return row === undefined || (tenantId !== undefined && row.tenantId !== tenantId) ? undefined : answer(row)
  }

  async findByHostname(hostname: string, tenantId: string): Promise<DeviceSummary[]> {
    return this.#where((row) => row.tenantId === tenantId && row.hostname === hostname)
  }

  async findByFriendlyName(friendlyName: string, tenantId: string): Promise<DeviceSummary[]> {
    return this.#where((row) => row.tenantId === tenantId && row.friendlyName === friendlyName)
  }

  async findByTags(tags: string[], match: TagMatch, { limit, offset }: Page, tenantId: string) {
    const matches = (row: ReferenceRow) => {
      const has = (tag: string) => tagsOf(row).includes(tag)
      return match === 'all' ? tags.every(has) : tags.some(has)
    }
    return this.#where((row) => row.tenantId === tenantId && matches(row)).slice(offset, offset + limit)
  }

  async listTags(tenantId: string): Promise<string[]> {
    const rows = [...this.#stored.values()].filter((row) => row.tenantId === tenantId)
    return [...new Set(rows.flatMap(tagsOf))]
  }

  async insert(device: CheckedRow): Promise<Device> {
    const guid = String(device.guid)
    if (this.#stored.has(guid)) throw conflict('duplicate', 'devices')
    return this.#write({ ...device, lastConnected: null, lastSeen: null, lastDisconnected: null })
  }

  async update(device: CheckedRow): Promise<Device | undefined> {
    const current = this.#stored.get(String(device.guid))
    return current === undefined || current.tenantId !== device.tenantId ? undefined : this.#write(device)
  }

  async delete(guid: string, tenantId: string): Promise<boolean> {
    return this.#stored.get(guid)?.tenantId === tenantId && this.#stored.delete(guid)
  }

  async clearInstance(instance: string): Promise<number> {
    const rows = [...this.#stored.values()].filter((row) => row.mpsInstance === instance)
    for (const row of rows) this.#write({ ...row, mpsInstance: null, connectionStatus: false })
    return rows.length
  }

  async insertBatch(rows: readonly CheckedRow[], onDuplicate: OnDuplicate): Promise<number> {
    const added = rows.filter(({ guid }) => !this.#stored.has(String(guid)))
    const there = rows.find(({ guid }) => this.#stored.has(String(guid)))
    if (there !== undefined && onDuplicate === 'fail') throw conflict('duplicate', 'devices', String(there.guid))
    for (const row of added) this.#write(row)
    return added.length
  }

  async listAfter(guid: string | undefined, limit: number, tenantId: string | undefined): Promise<Device[]> {
    const ordered = [...this.#stored].sort(([one], [other]) => (one < other ? -1 : 1))
    const behind = ordered.filter(
      ([key, row]) => (guid === undefined || key > guid) && (tenantId === undefined || row.tenantId === tenantId),
    )
    return behind.slice(0, limit).map(([, row]) => answer(row))
  }

  get #stored(): Map<string, ReferenceRow> {
    return this.rows.table('devices')
  }

  #write(device: CheckedRow): Device {
    const row = { ...structuredClone(device), version: this.rows.nextVersion() }
    this.#stored.set(String(device.guid), row)
    return answer(row)
  }

  #where(predicate: (row: ReferenceRow) => boolean): DeviceSummary[] {
    const rows = [...this.#stored.values()].filter(predicate)
    return rows.sort((a, b) => (String(a.guid) < String(b.guid) ? -1 : 1)).map(summary)
  }
}

function tagsOf(row: ReferenceRow): string[] {
  return Array.isArray(row.tags) ? row.tags.map(String) : []
}

function answer(row: ReferenceRow): Device {
  const { version, ...device } = structuredClone(row)
  // The fields of a stored row are those of the contract's table, which the type system cannot follow.
  return device as unknown as Device
}

function summary(row: ReferenceRow): DeviceSummary {
  const { lastConnected, lastSeen, lastDisconnected, ...shown } = answer(row)
  return shown
}
