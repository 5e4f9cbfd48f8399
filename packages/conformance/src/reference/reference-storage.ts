import {
  type CiraConfig,
  type Domain,
  type DomainDriver,
  type Ieee8021xProfile,
  type ProfileProxyConfig,
  type ProfileWirelessConfig,
  type ProxyConfig,
  type StorageDriver,
  StorageStore,
  type StoreOptions,
  type WirelessProfile,
} from '@dmt-providers/core'
import { ReferenceDevices } from './reference-devices.js'
import { type LinkRules, ReferenceLinks } from './reference-links.js'
import { ReferenceNamedTable, type TableRules } from './reference-named-table.js'
import { ReferenceProfiles } from './reference-profiles.js'
import { fold, ReferenceRows } from './reference-rows.js'

const ciraConfigs: TableRules = { table: 'ciraConfigs', name: 'configName' }
const domains: TableRules = { table: 'domains', name: 'profileName', unique: ['domainSuffix'] }
const ieee8021xProfiles: TableRules = {
  table: 'ieee8021xProfiles',
  name: 'profileName',
  hidden: ['serverName', 'domain', 'username', 'password', 'roamingIdentity', 'activeInS0'],
  hiddenByUpdateOnly: true,
}
const wirelessProfiles: TableRules = {
  table: 'wirelessProfiles',
  name: 'profileName',
  references: { ieee8021xProfileName: 'ieee8021xProfiles' },
}
const proxyConfigs: TableRules = {
  table: 'proxyConfigs',
  name: 'name',
  unique: ['address', 'port'],
  unversioned: true,
}
const profiles: TableRules = {
  table: 'profiles',
  name: 'profileName',
  hidden: ['amtPassword', 'mebxPassword'],
  references: { ciraConfigName: 'ciraConfigs', ieee8021xProfileName: 'ieee8021xProfiles' },
}

const wirelessLinks: LinkRules<ProfileWirelessConfig> = {
  table: 'profileWirelessConfigs',
  target: 'wirelessProfiles',
  targetOf: (link) => link.profileName,
  priorityOf: (link) => link.priority,
  linkOf: (profileName, priority) => ({ priority, profileName }),
}
const proxyLinks: LinkRules<ProfileProxyConfig> = {
  table: 'profileProxyConfigs',
  target: 'proxyConfigs',
  targetOf: (link) => link.name,
  priorityOf: (link) => link.priority,
  linkOf: (name, priority) => ({ name, priority }),
}

/**
 * The storage contract in its plainest form: rows in memory, without I/O. It passes the whole suite that a store
 * without a network can pass, and is what other providers are compared with by `replay`.
 */
export function createReferenceStorage(
  rows: ReferenceRows = new ReferenceRows(),
  options?: StoreOptions,
): StorageStore {
  return new StorageStore(referenceStorageDriver(rows), options)
}

/** The driver beneath {@link createReferenceStorage}. */
export function referenceStorageDriver(rows: ReferenceRows): StorageDriver {
  const wireless = new ReferenceLinks(rows, wirelessLinks)
  const proxies = new ReferenceLinks(rows, proxyLinks)
  const referrers = [wirelessProfiles, profiles]
  return {
    provider: 'reference',
    system: 'memory',
    classify: () => undefined,
    devices: new ReferenceDevices(rows),
    ciraConfigs: new ReferenceNamedTable<CiraConfig>(rows, ciraConfigs, [profiles]),
    domains: new ReferenceDomains(rows, domains),
    ieee8021xProfiles: new ReferenceNamedTable<Ieee8021xProfile>(rows, ieee8021xProfiles, referrers),
    wirelessProfiles: new ReferenceNamedTable<WirelessProfile>(rows, wirelessProfiles, [], wirelessLinks.table),
    proxyConfigs: new ReferenceNamedTable<ProxyConfig>(rows, proxyConfigs, [], proxyLinks.table),
    profiles: new ReferenceProfiles(rows, profiles, wireless, proxies),
    profileWirelessConfigs: wireless,
    profileProxyConfigs: proxies,
    ping: async () => {},
    close: async () => {},
  }
}

class ReferenceDomains extends ReferenceNamedTable<Domain> implements DomainDriver {
  async getBySuffix(domainSuffix: string, tenantId: string): Promise<Domain | undefined> {
    return this.find((row) => row.tenantId === tenantId && fold(row.domainSuffix) === fold(domainSuffix))
  }
}
