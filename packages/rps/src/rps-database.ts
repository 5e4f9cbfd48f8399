import type { HostParts, QueryResult } from '@dmt-providers/host'
import { deferred, type MethodNames, once } from '@dmt-providers/host/entry'
import type {
  ConfigurationTable,
  ConfigurationTables,
  ProfileProxyTable,
  ProfileWirelessTable,
} from './configuration-tables.js'
import type { RpsErrorClass } from './rps-error-class.js'

const common: MethodNames<ConfigurationTable<unknown, unknown>> = {
  getCount: true,
  get: true,
  getByName: true,
  delete: true,
  insert: true,
  update: true,
}
const referenced = { ...common, checkProfileExits: true } as const
const profileWireless: MethodNames<ProfileWirelessTable> = {
  getProfileWifiConfigs: true,
  createProfileWifiConfigs: true,
  deleteProfileWifiConfigs: true,
}
const profileProxy: MethodNames<ProfileProxyTable> = {
  getProfileProxyConfigs: true,
  createProfileProxyConfigs: true,
  deleteProfileProxyConfigs: true,
}

/**
 * The database of RPS over any storage provider. RPS constructs it with its connection string, twice at each start;
 * the provider is chosen by the scheme of that string and loaded at the first call, once for both.
 */
export class RpsDatabase implements ConfigurationTables {
  readonly ciraConfigs: ConfigurationTables['ciraConfigs']
  readonly domains: ConfigurationTables['domains']
  readonly profiles: ConfigurationTables['profiles']
  readonly wirelessProfiles: ConfigurationTables['wirelessProfiles']
  readonly profileWirelessConfigs: ConfigurationTables['profileWirelessConfigs']
  readonly ieee8021xProfiles: ConfigurationTables['ieee8021xProfiles']
  readonly proxyConfigs: ConfigurationTables['proxyConfigs']
  readonly profileProxyConfigs: ConfigurationTables['profileProxyConfigs']
  readonly #open: () => Promise<import('./open-rps-database.js').OpenRpsDatabase>

  /** `parts` stand in for the running service where there is none. */
  constructor(connectionString: string, parts?: HostParts<RpsErrorClass>) {
    const stack = new Error().stack ?? ''
    this.#open = once(async () => {
      const { openRpsDatabase } = await import('./open-rps-database.js')
      return await openRpsDatabase(connectionString, stack, parts)
    })
    const tables = async () => (await this.#open()).tables
    const profileMethods = { ...common, getCiraConfigForProfile: true, get8021XConfigForProfile: true } as const
    this.ciraConfigs = deferred(common, async () => (await tables()).ciraConfigs)
    this.domains = deferred({ ...common, getDomainByDomainSuffix: true }, async () => (await tables()).domains)
    this.profiles = deferred(profileMethods, async () => (await tables()).profiles)
    this.wirelessProfiles = deferred(referenced, async () => (await tables()).wirelessProfiles)
    this.profileWirelessConfigs = deferred(profileWireless, async () => (await tables()).profileWirelessConfigs)
    this.ieee8021xProfiles = deferred(referenced, async () => (await tables()).ieee8021xProfiles)
    this.proxyConfigs = deferred(referenced, async () => (await tables()).proxyConfigs)
    this.profileProxyConfigs = deferred(profileProxy, async () => (await tables()).profileProxyConfigs)
  }

  /**
   * Answers `SELECT 1` when the storage is ready, the first time not before RPS has its secrets manager. Rejects with
   * the database's own error code while it is not, and every other text.
   */
  async query(text: string): Promise<QueryResult> {
    return await (await this.#open()).query(text)
  }

  /** Lets go of the storage; RPS itself never does. */
  async close(): Promise<void> {
    await (await this.#open()).close()
  }
}
