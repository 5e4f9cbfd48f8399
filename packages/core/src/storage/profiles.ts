import type { CallOptions } from '../call-options.js'
import type { Guard } from '../guard.js'
import { checkText } from './check-field.js'
import { checkProxyLinks, checkWirelessLinks } from './check-links.js'
import { checkRow } from './check-row.js'
import { NamedTable } from './named-table.js'
import type { Profile, ProfileInput } from './rows.js'
import type { CheckedRow, NamedDriver, ProfileDriver, ProfileLinks } from './storage-driver.js'

/** Profiles; a profile and its Wi-Fi and proxy links are written in one transaction, and deleted in one. */
export class Profiles extends NamedTable<Profile, ProfileInput> {
  readonly #profiles: ProfileDriver

  constructor(guard: Guard, driver: ProfileDriver) {
    super(guard, withoutLinks(driver), 'profiles')
    this.#profiles = driver
  }

  /** Adds a profile and its links; nothing is stored when one of them is refused. Codes as for other tables. */
  override async insert(profile: ProfileInput, options?: CallOptions): Promise<Profile> {
    const [row, links] = check(profile)
    return await this.guard.run(this.operations.insert, (call) => this.#profiles.insert(row, links, call), options)
  }

  /** Replaces a profile's own fields and adds the links given to those it has; all or nothing. */
  override async update(profile: ProfileInput, version: string, options?: CallOptions): Promise<Profile> {
    const [row, links] = check(profile)
    const expected = checkText('version', version)
    const stored = await this.guard.run(
      this.operations.update,
      (call) => this.#profiles.update(row, expected, links, call),
      options,
    )
    return stored ?? (await this.unmatched(String(row.profileName), String(row.tenantId), options))
  }
}

function check(profile: ProfileInput): [CheckedRow, ProfileLinks] {
  const row = checkRow('profiles', profile)
  const links = {
    wifiConfigs: checkWirelessLinks(profile.wifiConfigs),
    proxyConfigs: checkProxyLinks(profile.proxyConfigs),
  }
  return [row, links]
}

function withoutLinks(driver: ProfileDriver): NamedDriver<Profile> {
  const none: ProfileLinks = { wifiConfigs: [], proxyConfigs: [] }
  return {
    count: (tenantId, call) => driver.count(tenantId, call),
    list: (page, tenantId, call) => driver.list(page, tenantId, call),
    get: (name, tenantId, call) => driver.get(name, tenantId, call),
    insert: (row, call) => driver.insert(row, none, call),
    update: (row, version, call) => driver.update(row, version, none, call),
    delete: (name, tenantId, call) => driver.delete(name, tenantId, call),
  }
}
