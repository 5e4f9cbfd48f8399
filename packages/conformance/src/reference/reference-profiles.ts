import type {
  CheckedRow,
  Profile,
  ProfileDriver,
  ProfileLinks,
  ProfileProxyConfig,
  ProfileWirelessConfig,
} from '@dmt-providers/core'
import type { ReferenceLinks } from './reference-links.js'
import { ReferenceNamedTable, type TableRules } from './reference-named-table.js'
import type { ReferenceRow, ReferenceRows } from './reference-rows.js'

/** Profiles in memory: a row and its links are checked as a whole before anything is written. */
export class ReferenceProfiles extends ReferenceNamedTable<Profile> implements ProfileDriver {
  constructor(
    rows: ReferenceRows,
    rules: TableRules,
    private readonly wireless: ReferenceLinks<ProfileWirelessConfig>,
    private readonly proxies: ReferenceLinks<ProfileProxyConfig>,
  ) {
    super(rows, rules)
  }

  override async insert(row: CheckedRow, links: ProfileLinks = noLinks): Promise<Profile> {
    this.checkInsert(row)
    this.#addLinks(row, links)
    return this.write(row)
  }

  override async update(row: CheckedRow, version: string, links: ProfileLinks = noLinks): Promise<Profile | undefined> {
    const current = this.current(row, version)
    if (current === undefined) return undefined
    this.checkReferences(row)
    this.#addLinks(row, links)
    return this.write({ ...row, profileName: current.profileName ?? null })
  }

  override async delete(name: string, tenantId: string): Promise<boolean> {
    this.wireless.remove(name, tenantId)
    this.proxies.remove(name, tenantId)
    return await super.delete(name, tenantId)
  }

  protected override answer(row: ReferenceRow): Profile {
    const [name, tenantId] = [String(row.profileName), String(row.tenantId)]
    const wifiConfigs = this.wireless
      .of(name, tenantId)
      .sort((a, b) => a.priority - b.priority)
      .map(({ target, priority }) => ({ priority, profileName: target }))
    const proxyConfigs = this.proxies
      .of(name, tenantId)
      .sort((a, b) => (a.target < b.target ? -1 : 1))
      .map(({ target, priority }) => ({ name: target, priority }))
    return { ...super.answer(row), wifiConfigs, proxyConfigs }
  }

  #addLinks(row: CheckedRow, links: ProfileLinks): void {
    const [name, tenantId] = [String(row.profileName), String(row.tenantId)]
    const wireless = this.wireless.check(links.wifiConfigs, name, tenantId)
    const proxies = this.proxies.check(links.proxyConfigs, name, tenantId)
    this.wireless.add(wireless)
    this.proxies.add(proxies)
  }
}

const noLinks: ProfileLinks = { wifiConfigs: [], proxyConfigs: [] }
