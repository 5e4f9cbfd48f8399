import type { StorageStore } from '@dmt-providers/core'
import { expect } from 'vitest'
import { releases } from './releases.js'
import { guids } from './sample-rows.js'

/** Reads the sample rows of a release through a store, which must answer each of them. */
export async function expectReadable(store: StorageStore, release: string): Promise<void> {
  const had = (since: string) => releases.indexOf(release.split(',')[0] ?? '') >= releases.indexOf(since)
  await store.ping()
  expect(await store.devices.get(guids[0], '')).toEqual({
    guid: guids[0],
    tags: ['b', 'a'],
    hostname: 'front-desk',
    mpsInstance: had('1.4') ? 'mps-1' : null,
    connectionStatus: had('1.4') ? true : null,
    mpsusername: had('1.4') ? 'admin' : null,
    tenantId: '',
    friendlyName: had('2.7') ? 'Front desk' : null,
    dnsSuffix: had('2.7') ? 'example.com' : null,
    lastConnected: had('2.17') ? new Date('2024-01-02T03:04:05.678Z') : null,
    lastSeen: null,
    lastDisconnected: null,
    deviceInfo: had('2.16') ? { z: 1, a: { ü: null } } : null,
  })
  expect(await store.devices.count('')).toBe(had('2.0') ? 1 : 2)
  expect(await store.devices.listTags('')).toEqual(expect.arrayContaining(['a', 'b']))
  expect(await store.devices.findByTags(['a', 'b'], 'all', {}, '')).toHaveLength(1)
  expect(await store.ciraConfigs.get('cira', '')).toMatchObject({ configName: 'Cira', mpsPort: 4433 })
  expect(await store.profiles.get('office', '')).toMatchObject({
    profileName: 'Office',
    tags: ['b', 'a'],
    dhcpEnabled: true,
    ciraConfigName: 'CIRA',
    tlsMode: had('2.4') ? 2 : null,
    tlsSigningAuthority: had('2.8') ? 'SelfSigned' : null,
    ieee8021xProfileName: had('2.9') ? 'eap' : null,
    ipSyncEnabled: had('2.11') ? false : null,
    localWifiSyncEnabled: had('2.18') ? true : null,
    uefiWifiSyncEnabled: had('2.28') ? true : null,
    wifiConfigs: had('1.5') ? [{ profileName: 'WIFI', priority: 1 }] : [],
    proxyConfigs: had('2.28') ? [{ name: 'proxy', priority: 1 }] : [],
  })
  expect(await store.profiles.get('lab', '')).toMatchObject({ dhcpEnabled: false, tags: null })
  expect(await store.profiles.count('other')).toBe(had('2.0') ? 1 : 0)
  expect(await store.domains.getBySuffix('EXAMPLE.com', '')).toMatchObject({
    profileName: 'Dom',
    expirationDate: had('2.16') ? new Date(2030, 5, 15, 12, 30, 0, 500) : null,
  })
  expect(await store.wirelessProfiles.count('')).toBe(had('1.5') ? 1 : 0)
  expect(await store.ieee8021xProfiles.count('')).toBe(had('2.9') ? 1 : 0)
  expect(await store.proxyConfigs.count('')).toBe(had('2.28') ? 1 : 0)
  // What a service of today writes: no retired column may ask for a value, and a second tenant may use the names.
  await store.ciraConfigs.insert({ configName: 'cira', tenantId: 'third' })
  await store.domains.insert({ profileName: 'dom', domainSuffix: 'example.com', tenantId: 'third' })
}
