import type { CiraConfig, Ieee8021xProfile, Profile, ProfileInput, StorageStore } from '@dmt-providers/core'
import type { ConfigurationTables, ProfileTable, Tenant } from './configuration-tables.js'
import { profileSituations } from './profile-situations.js'
import { type RpsHost, StoredTable } from './stored-table.js'

/** The tables whose rows profiles give. */
export type ReferredTables = Pick<ConfigurationTables, 'ciraConfigs' | 'ieee8021xProfiles'>

/** Profiles, with the rows that they refer to. */
export class StoredProfiles extends StoredTable<Profile, ProfileInput> implements ProfileTable {
  constructor(
    store: StorageStore,
    host: RpsHost,
    private readonly referred: ReferredTables,
  ) {
    const nameOf = ({ profileName }: ProfileInput) => profileName
    const situations = profileSituations(store)
    super({ store: store.profiles, nameOf, versioned: true, situations }, host)
  }

  async getCiraConfigForProfile(configName: string, tenantId?: Tenant): Promise<CiraConfig | null> {
    return await this.referred.ciraConfigs.getByName(configName, tenantId)
  }

  async get8021XConfigForProfile(profileName: string, tenantId?: Tenant): Promise<Ieee8021xProfile | null> {
    return await this.referred.ieee8021xProfiles.getByName(profileName, tenantId)
  }
}
