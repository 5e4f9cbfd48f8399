import type { WirelessProfileInput } from '@dmt-providers/core'
import type { Count, ListedWirelessProfile, Tenant } from './configuration-tables.js'
import { ReferencedStoredTable } from './referenced-stored-table.js'

/** Wi-Fi networks; in a list each row carries the number of all, which RPS's API shows. */
export class StoredWirelessProfiles extends ReferencedStoredTable<ListedWirelessProfile, WirelessProfileInput> {
  override async get(limit?: Count, offset?: Count, tenantId?: Tenant): Promise<ListedWirelessProfile[]> {
    const rows = await super.get(limit, offset, tenantId)
    if (rows.length === 0) return rows
    const total = String(await this.getCount(tenantId))
    return rows.map(({ tenantId: tenant, ieee8021xProfileName, version, ...network }) => ({
      ...network,
      total_count: total,
      tenantId: tenant,
      ieee8021xProfileName,
      version,
    }))
  }
}
