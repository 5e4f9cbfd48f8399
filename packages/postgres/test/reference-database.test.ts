import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { catalogue } from './catalogue.js'
import { openStore } from './open-store.js'
import { referenceConfigurations, referenceDevices, referenceTables } from './reference-schema.js'
import { sqlAt } from './sql-at.js'
import { roleOf, tempDatabase } from './temp-database.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'

await describeOn('postgres', 'a database that the reference provider made', () => {
  it('is used as it is by both services: opening, writing and reading change nothing of its catalogue', async () => {
    const url = await tempDatabase(...referenceDevices, ...referenceConfigurations)
    const before = await catalogue(url)
    const store = openStore({ url })
    await store.ping()
    await store.devices.insert({ guid, tenantId: '', tags: ['a'], deviceInfo: { fwVersion: '16' } })
    await store.ciraConfigs.insert({ configName: 'C', tenantId: '' })
    await store.proxyConfigs.insert({ name: 'X', address: 'x', infoFormat: 201, port: 80, tenantId: '' })
    const written = await store.profiles.insert(
      profile({ ciraConfigName: 'c', proxyConfigs: [{ name: 'x', priority: 1 }] }),
    )
    await store.profiles.update(profile({ ciraConfigName: null }), written.version)
    expect(await store.profiles.list({}, '')).toHaveLength(1)
    await store.profiles.delete('p', '')
    expect(await catalogue(url)).toEqual(before)
  })

  it.each([
    ['devices', referenceDevices],
    ['configurations', referenceConfigurations],
  ] as const)('of one service alone is enough for tables: %s', async (group, statements) => {
    const url = await tempDatabase(...statements)
    const before = await catalogue(url)
    const store = openStore({ url, tables: [group], migrate: 'check' })
    await store.ping()
    if (group === 'devices') expect(await store.devices.count('')).toBe(0)
    else expect(await store.profiles.count('')).toBe(0)
    expect(await catalogue(url)).toEqual(before)
  })

  it('is fully usable by a role that may only read and write rows', async () => {
    const url = await tempDatabase(...referenceDevices, ...referenceConfigurations)
    const role = await roleOf(
      url,
      `grant select, insert, update, delete on ${referenceTables.join(', ')} to role`,
      'revoke create on schema public from public',
    )
    const store = openStore({ url: role.url })
    await store.ping()
    await store.devices.insert({ guid, tenantId: '' })
    expect(await store.devices.delete(guid, '')).toBe(true)
    await store.profiles.insert(profile({}))
    expect(await store.profiles.delete('P', '')).toBe(true)
  })

  it('has its rows read as the reference wrote them', async () => {
    const url = await tempDatabase(
      ...referenceDevices,
      ...referenceConfigurations,
      `insert into devices (guid, tags, hostname, mpsinstance, connectionstatus, mpsusername, tenantid, friendlyname,
         dnssuffix, lastconnected, deviceinfo)
       values ('${guid.toUpperCase()}', array['b','a'], 'h', 'mps-1', true, 'admin', '', 'f', 'd',
         '2026-01-02T03:04:05.678Z', '{"z": 1, "a": {"ü": null}}')`,
      `insert into ieee8021xconfigs values ('Eap', 0, 's', 'd', 'u', 'p', 'r', true, 120, true, '')`,
      `insert into wirelessconfigs (wireless_profile_name, authentication_method, encryption_method, ssid, psk_value,
         psk_passphrase, link_policy, creation_date, created_by, tenant_id, ieee8021x_profile_name)
       values ('Wifi', 7, 4, 's', 3, 'p', array[14,1], now(), null, '', 'EAP')`,
      `insert into domains (name, domain_suffix, provisioning_cert, provisioning_cert_storage_format,
         provisioning_cert_key, creation_date, expiration_date, tenant_id)
       values ('D', 'D.example', 'c', 'string', 'k', now(), '2030-06-15 12:30:00.5', '')`,
      `insert into profiles (profile_name, activation, amt_password, generate_random_password, creation_date,
         generate_random_mebx_password, tags, tenant_id, ieee8021x_profile_name)
       values ('P', 'acmactivate', 'secret', false, now(), true, array['x'], '', 'eap')`,
      `insert into profiles_wirelessconfigs values ('wifi', 'p', 1, now(), null, '')`,
    )
    const store = openStore({ url })
    expect(await store.devices.get(guid)).toEqual({
      guid,
      tags: ['b', 'a'],
      hostname: 'h',
      mpsInstance: 'mps-1',
      connectionStatus: true,
      mpsusername: 'admin',
      tenantId: '',
      friendlyName: 'f',
      dnsSuffix: 'd',
      lastConnected: new Date('2026-01-02T03:04:05.678Z'),
      lastSeen: null,
      lastDisconnected: null,
      deviceInfo: { z: 1, a: { ü: null } },
    })
    expect(await store.ieee8021xProfiles.get('eap', '')).toMatchObject({ profileName: 'Eap', pxeTimeout: 120 })
    expect(await store.wirelessProfiles.get('WIFI', '')).toMatchObject({
      linkPolicy: [14, 1],
      ieee8021xProfileName: 'EAP',
    })
    expect(await store.domains.getBySuffix('d.EXAMPLE', '')).toMatchObject({
      profileName: 'D',
      expirationDate: new Date(2030, 5, 15, 12, 30, 0, 500),
    })
    expect(await store.profiles.get('p', '')).toMatchObject({
      profileName: 'P',
      tags: ['x'],
      wifiConfigs: [{ profileName: 'wifi', priority: 1 }],
      proxyConfigs: [],
    })
  })

  it('gets rows that the reference reads, in the form in which it would have written them', async () => {
    const url = await tempDatabase(...referenceDevices, ...referenceConfigurations)
    const store = openStore({ url })
    const lastSeen = new Date('2026-01-02T03:04:05.678Z')
    const device = { guid: guid.toUpperCase(), tenantId: '', tags: ['b', 'a'], deviceInfo: { z: 1, a: 2 } }
    await store.devices.insert(device)
    await store.devices.update({ ...device, lastSeen })
    const [row] = await sqlAt(
      url,
      `select guid, tags, lastseen, deviceinfo::text as info from devices where guid = '${guid}'`,
    )
    expect(row).toEqual({ guid, tags: ['b', 'a'], lastseen: lastSeen, info: '{"z":1,"a":2}' })
    const expirationDate = new Date(2030, 5, 15, 12, 30, 0, 500)
    const domain = await store.domains.insert({ profileName: 'D', domainSuffix: 's', expirationDate, tenantId: '' })
    const [stored] = await sqlAt(
      url,
      `select name, expiration_date, expiration_date::text as text, xmin as version from domains where name = 'd'`,
    )
    expect(stored).toEqual({
      name: 'D',
      expiration_date: expirationDate,
      text: '2030-06-15 12:30:00.5',
      version: domain.version,
    })
  })

  it('gets the time at which a network or a proxy was made, in UTC and to the second', async () => {
    const url = await tempDatabase(...referenceConfigurations)
    const store = openStore({ url, tables: ['configurations'] })
    await store.wirelessProfiles.insert({ profileName: 'W', tenantId: '' })
    await store.proxyConfigs.insert({ name: 'X', address: 'proxy', infoFormat: 201, port: 80, tenantId: '' })
    const age = `extract(epoch from (now() at time zone 'utc') - creation_date)::float as age`
    const rows = [
      ...(await sqlAt(url, `select ${age} from wirelessconfigs`)),
      ...(await sqlAt(url, `select ${age} from proxyconfigs`)),
    ]
    for (const { age: seconds } of rows) expect(seconds).toSatisfy((value: number) => value >= 0 && value < 60)
    expect(rows).toHaveLength(2)
  })
})

function profile(others: object) {
  return {
    profileName: 'P',
    activation: 'acmactivate',
    generateRandomPassword: true,
    generateRandomMEBxPassword: true,
    tenantId: '',
    ...others,
  }
}
