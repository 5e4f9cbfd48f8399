import type { Domain, DomainInput, Domains } from '@dmt-providers/core'
import { hostTenant, hostText } from '@dmt-providers/host'
import type { DomainTable, Tenant } from './configuration-tables.js'
import { domainSituations } from './situations.js'
import { type RpsHost, StoredTable } from './stored-table.js'

/** Domains, found by their suffix too. */
export class StoredDomains extends StoredTable<Domain, DomainInput> implements DomainTable {
  readonly #store: Domains

  constructor(store: Domains, host: RpsHost) {
    const nameOf = ({ profileName }: DomainInput) => profileName
    super({ store, nameOf, versioned: true, situations: domainSituations }, host)
    this.#store = store
  }

  async getDomainByDomainSuffix(domainSuffix: string, tenantId: Tenant = ''): Promise<Domain | null> {
    const [suffix, tenant] = [hostText(domainSuffix), hostTenant(tenantId)]
    if (suffix === undefined || tenant === undefined) return null
    return (await this.#store.getBySuffix(suffix, tenant)) ?? null
  }
}
