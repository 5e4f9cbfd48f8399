import { type ProfileLinkTable, ProviderError } from '@dmt-providers/core'
import { hostTenant, hostText, messageOf } from '@dmt-providers/host'
import type { Tenant } from './configuration-tables.js'
import { isMissingReference } from './conflicts.js'
import { missingReference, type References } from './missing-references.js'
import { failed } from './situations.js'
import type { RpsHost } from './stored-table.js'

/** The name of refused links to rows that do not exist. */
export const missingRow = 'Foreign key constraint violation'

/** The Wi-Fi networks, or the proxies, of profiles. */
export class StoredLinks<Link> {
  constructor(
    private readonly store: ProfileLinkTable<Link>,
    private readonly referencesOf: (links: readonly Link[], profileName: string) => References[],
    private readonly host: RpsHost,
  ) {}

  async list(profileName: string, tenantId: Tenant = ''): Promise<Link[]> {
    const [profile, tenant] = [hostText(profileName), hostTenant(tenantId)]
    return profile === undefined || tenant === undefined ? [] : await this.store.list(profile, tenant)
  }

  async create(links: readonly Link[], profileName: string, tenantId: Tenant = ''): Promise<boolean> {
    try {
      if (tenantId === null) throw new ProviderError('invalid-argument', 'tenantId is null; give a text')
      await this.store.create(links, profileName, tenantId)
      return true
    } catch (error) {
      this.host.logger.error(`Failed to link profile ${profileName}: ${messageOf(error)}`)
      if (!isMissingReference(error)) throw new this.host.errorClass(failed(profileName).message)
      const detail = await missingReference(this.referencesOf(links, profileName), String(tenantId))
      throw new this.host.errorClass(detail, missingRow)
    }
  }

  async delete(profileName: string, tenantId: Tenant = ''): Promise<boolean> {
    const [profile, tenant] = [hostText(profileName), hostTenant(tenantId)]
    return profile !== undefined && tenant !== undefined && (await this.store.delete(profile, tenant))
  }
}
