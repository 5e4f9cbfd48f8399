import type { CallOptions } from '../call-options.js'
import { checkText } from './check-field.js'
import { checkTenant } from './check-tenant.js'
import { NamedTable } from './named-table.js'
import type { Domain, DomainInput } from './rows.js'
import type { DomainDriver } from './storage-driver.js'

const getBySuffix = { name: 'domains.getBySuffix', collection: 'domains', repeatable: true }

/** DNS domains; name and suffix are each unique within a tenant. */
export class Domains extends NamedTable<Domain, DomainInput, DomainDriver> {
  /** The domain with this suffix, compared without regard to case; `undefined` when the tenant has none. */
  async getBySuffix(domainSuffix: string, tenantId: string, options?: CallOptions): Promise<Domain | undefined> {
    const [suffix, tenant] = [checkText('domainSuffix', domainSuffix), checkTenant(tenantId)]
    return await this.guard.run(getBySuffix, (call) => this.driver.getBySuffix(suffix, tenant, call), options)
  }
}
