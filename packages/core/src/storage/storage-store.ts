import type { CallOptions } from '../call-options.js'
import { Guard } from '../guard.js'
import type { StoreOptions } from '../store-options.js'
import { checkProxyLinks, checkWirelessLinks } from './check-links.js'
import { Devices } from './devices.js'
import { Domains } from './domains.js'
import { NamedTable } from './named-table.js'
import { ProfileLinkTable } from './profile-links.js'
import { Profiles } from './profiles.js'
import type {
  CiraConfig,
  CiraConfigInput,
  Ieee8021xProfile,
  Ieee8021xProfileInput,
  ProfileProxyConfig,
  ProfileWirelessConfig,
  ProxyConfig,
  ProxyConfigInput,
  WirelessProfile,
  WirelessProfileInput,
} from './rows.js'
import type { StorageDriver } from './storage-driver.js'

const ping = { name: 'storage.ping', collection: 'storage', repeatable: true }

/**
 * The storage contract: the tables of MPS and RPS over any database. Made by a provider's factory
 * (`createPostgres`), or from a URL by `openStorage`.
 */
export class StorageStore {
  readonly devices: Devices
  readonly ciraConfigs: NamedTable<CiraConfig, CiraConfigInput>
  readonly domains: Domains
  readonly ieee8021xProfiles: NamedTable<Ieee8021xProfile, Ieee8021xProfileInput>
  readonly wirelessProfiles: NamedTable<WirelessProfile, WirelessProfileInput>
  readonly proxyConfigs: NamedTable<ProxyConfig, ProxyConfigInput>
  readonly profiles: Profiles
  readonly profileWirelessConfigs: ProfileLinkTable<ProfileWirelessConfig>
  readonly profileProxyConfigs: ProfileLinkTable<ProfileProxyConfig>
  readonly #guard: Guard
  readonly #driver: StorageDriver

  constructor(driver: StorageDriver, options: StoreOptions = {}) {
    const guard = new Guard({
      timeoutMs: options.timeoutMs,
      retries: options.retries,
      provider: driver.provider,
      system: driver.system,
      classify: (error) => driver.classify(error),
    })
    this.#guard = guard
    this.#driver = driver
    this.devices = new Devices(guard, driver.devices)
    this.ciraConfigs = new NamedTable(guard, driver.ciraConfigs, 'ciraConfigs')
    this.domains = new Domains(guard, driver.domains, 'domains')
    this.ieee8021xProfiles = new NamedTable(guard, driver.ieee8021xProfiles, 'ieee8021xProfiles')
    this.wirelessProfiles = new NamedTable(guard, driver.wirelessProfiles, 'wirelessProfiles')
    this.proxyConfigs = new NamedTable(guard, driver.proxyConfigs, 'proxyConfigs')
    this.profiles = new Profiles(guard, driver.profiles)
    this.profileWirelessConfigs = new ProfileLinkTable(
      guard,
      driver.profileWirelessConfigs,
      checkWirelessLinks,
      'profileWirelessConfigs',
    )
    this.profileProxyConfigs = new ProfileLinkTable(
      guard,
      driver.profileProxyConfigs,
      checkProxyLinks,
      'profileProxyConfigs',
    )
  }

  /** Provider that serves this store: `postgres`. */
  get provider(): string {
    return this.#driver.provider
  }

  /** Resolves when the database answers and its schema is usable. */
  async ping(options?: CallOptions): Promise<void> {
    await this.#guard.run(ping, (call) => this.#driver.ping(call), options)
  }

  /** Lets go of every connection. Calls made afterwards throw `closed`; closing again does nothing. */
  async close(): Promise<void> {
    await this.#guard.close(() => this.#driver.close())
  }
}
