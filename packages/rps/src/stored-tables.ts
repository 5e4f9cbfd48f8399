import type {
  CiraConfig,
  CiraConfigInput,
  Ieee8021xProfile,
  Ieee8021xProfileInput,
  ProfileProxyConfig,
  ProfileWirelessConfig,
  ProxyConfig,
  ProxyConfigInput,
  StorageStore,
} from '@dmt-providers/core'
import type { ConfigurationTables, ProfileProxyTable, ProfileWirelessTable } from './configuration-tables.js'
import { linkReferences, proxyReferences, wirelessReferences } from './missing-references.js'
import { ReferencedStoredTable } from './referenced-stored-table.js'
import { ciraSituations, ieee8021xSituations, proxySituations, wirelessSituations } from './situations.js'
import { StoredDomains } from './stored-domains.js'
import { StoredLinks } from './stored-links.js'
import { StoredProfiles } from './stored-profiles.js'
import { type RpsHost, StoredTable } from './stored-table.js'
import { StoredWirelessProfiles } from './stored-wireless-profiles.js'

/** The tables of RPS over a store. */
export function storedTables(store: StorageStore, host: RpsHost): ConfigurationTables {
  const ciraConfigs = new StoredTable<CiraConfig, CiraConfigInput>(
    { store: store.ciraConfigs, nameOf: ({ configName }) => configName, versioned: true, situations: ciraSituations },
    host,
  )
  const named = { nameOf: ({ profileName }: { profileName: string }) => profileName, versioned: true }
  const ieee8021xProfiles = new ReferencedStoredTable<Ieee8021xProfile, Ieee8021xProfileInput>(
    { ...named, store: store.ieee8021xProfiles, situations: ieee8021xSituations, inserted: insertedIeee8021x },
    host,
  )
  return {
    ciraConfigs,
    ieee8021xProfiles,
    domains: new StoredDomains(store.domains, host),
    profiles: new StoredProfiles(store, host, { ciraConfigs, ieee8021xProfiles }),
    wirelessProfiles: new StoredWirelessProfiles(
      { ...named, store: store.wirelessProfiles, situations: wirelessSituations },
      host,
    ),
    proxyConfigs: new ReferencedStoredTable<ProxyConfig, ProxyConfigInput>(
      { store: store.proxyConfigs, nameOf: ({ name }) => name, versioned: false, situations: proxySituations },
      host,
    ),
    profileWirelessConfigs: wirelessLinks(store, host),
    profileProxyConfigs: proxyLinks(store, host),
  }
}

function insertedIeee8021x(item: Ieee8021xProfileInput): Ieee8021xProfileInput {
  const { profileName, authenticationProtocol, pxeTimeout, wiredInterface, tenantId } = item
  return { profileName, authenticationProtocol, pxeTimeout, wiredInterface, tenantId }
}

function wirelessLinks(store: StorageStore, host: RpsHost): ProfileWirelessTable {
  const links = new StoredLinks<ProfileWirelessConfig>(
    store.profileWirelessConfigs,
    (given, profileName) => linkReferences(store, profileName, wirelessReferences(store, given)),
    host,
  )
  return {
    getProfileWifiConfigs: (profileName, tenantId) => links.list(profileName, tenantId),
    createProfileWifiConfigs: (given, profileName, tenantId) => links.create(given, profileName, tenantId),
    deleteProfileWifiConfigs: (profileName, tenantId) => links.delete(profileName, tenantId),
  }
}

function proxyLinks(store: StorageStore, host: RpsHost): ProfileProxyTable {
  const links = new StoredLinks<ProfileProxyConfig>(
    store.profileProxyConfigs,
    (given, profileName) => linkReferences(store, profileName, proxyReferences(store, given)),
    host,
  )
  return {
    getProfileProxyConfigs: (profileName, tenantId) => links.list(profileName, tenantId),
    createProfileProxyConfigs: (given, profileName, tenantId) => links.create(given, profileName, tenantId),
    deleteProfileProxyConfigs: (profileName, tenantId) => links.delete(profileName, tenantId),
  }
}
