import { onTestFinished } from 'vitest'
import { freshMariadb } from '../../../../tooling/servers/mariadb/fresh-mariadb.js'
import { openStore } from '../open-store.js'
import { storeWith } from './migrator-at.js'

/** The two kinds of servers. */
export type Kind = 'mariadb' | 'mysql'

/** Both of them. */
export const bothKinds: readonly Kind[] = ['mariadb', 'mysql']

/** An empty database of the running test's own on a server of a kind. */
export async function emptyDatabase(kind: Kind): Promise<string> {
  const { url, drop } = await freshMariadb(kind)
  onTestFinished(drop)
  return url
}

/** A database as the first call of a service makes it, with a few rows. */
export async function newDatabase(kind: Kind): Promise<string> {
  const url = await emptyDatabase(kind)
  await addRows(openStore({ url }))
  return url
}

/** A database of a release that had no migration after the first of each part, with the same rows. */
export async function firstDatabase(kind: Kind): Promise<string> {
  const url = await emptyDatabase(kind)
  await addRows(storeWith(url, []))
  return url
}

async function addRows(store: ReturnType<typeof openStore>): Promise<void> {
  for (const [index, hostname] of ['Front', 'back'].entries()) {
    const guid = `5a6b7c8d-0000-4000-8000-00000000000${index}`
    await store.devices.insert({ guid, tenantId: '', hostname, tags: ['a', hostname], mpsInstance: 'mps-1' })
  }
  await store.ciraConfigs.insert({ configName: 'Cira', tenantId: '' })
  await store.ieee8021xProfiles.insert({ profileName: 'Eap', tenantId: '', wiredInterface: true })
  await store.wirelessProfiles.insert({ profileName: 'Wifi', tenantId: '', ieee8021xProfileName: 'eap' })
  await store.profiles.insert({
    profileName: 'Office',
    tenantId: '',
    activation: 'ccmactivate',
    ciraConfigName: 'CIRA',
    generateRandomPassword: true,
    generateRandomMEBxPassword: true,
    dhcpEnabled: true,
    wifiConfigs: [{ profileName: 'wifi', priority: 1 }],
  })
  await store.domains.insert({ profileName: 'Dom', domainSuffix: 'example.com', tenantId: '' })
}
