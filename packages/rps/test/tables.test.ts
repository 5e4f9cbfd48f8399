import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeOnStorages, type OwnStorage } from '../../host/test/storages.js'
import { RpsDatabase } from '../src/rps-database.js'
import { cira, domain, ieee8021x, profile, proxy, wireless } from './rows.js'
import { RpsError } from './rps-error.js'

const unique = 'Unique key violation'
const foreign = 'Foreign key violation'
const missing = 'Foreign key constraint violation'

await describeOnStorages('tables of RPS', (fresh) => {
  let storage: OwnStorage | undefined
  let db = new RpsDatabase('')

  beforeAll(async () => {
    storage = await fresh()
    db = new RpsDatabase(storage.url, { errorClass: RpsError })
    await db.query('SELECT 1')
  })
  beforeEach(async () => {
    for (const tenant of ['', 'a']) await empty(tenant)
  })
  afterAll(async () => {
    await db.close()
    await storage?.drop()
  })

  async function empty(tenant: string) {
    for (const row of await db.profiles.get(null, 0, tenant)) await db.profiles.delete(row.profileName, tenant)
    for (const row of await db.wirelessProfiles.get(null, 0, tenant))
      await db.wirelessProfiles.delete(row.profileName, tenant)
    for (const row of await db.ieee8021xProfiles.get(null, 0, tenant))
      await db.ieee8021xProfiles.delete(row.profileName, tenant)
    for (const row of await db.ciraConfigs.get(null, 0, tenant)) await db.ciraConfigs.delete(row.configName, tenant)
    for (const row of await db.proxyConfigs.get(null, 0, tenant)) await db.proxyConfigs.delete(row.name, tenant)
    for (const row of await db.domains.get(null, 0, tenant)) await db.domains.delete(row.profileName, tenant)
  }

  async function refuses(call: Promise<unknown>, message: string, name = 'Error') {
    const error: unknown = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(RpsError)
    expect(error).toMatchObject({ message, name })
  }

  describe('every table', () => {
    it('counts, finds and removes within a tenant, without regard to case', async () => {
      await db.ciraConfigs.insert(cira('CiraA'))
      expect([await db.ciraConfigs.getCount(), await db.ciraConfigs.getCount('a')]).toEqual([1, 0])
      expect(await db.ciraConfigs.getByName('ciraa')).toMatchObject({ configName: 'CiraA' })
      expect(await db.ciraConfigs.getByName('ciraa', 'a')).toBeNull()
      expect(await db.ciraConfigs.delete('CIRAA', 'a')).toBe(false)
      expect(await db.ciraConfigs.delete('CIRAA')).toBe(true)
      expect(await db.ciraConfigs.delete('CIRAA')).toBe(false)
    })

    it('gives nothing to the tenant null or for the name null', async () => {
      await db.ciraConfigs.insert(cira('one'))
      expect(await db.ciraConfigs.getCount(null)).toBe(0)
      expect(await db.ciraConfigs.get(25, 0, null)).toEqual([])
      expect(await db.ciraConfigs.getByName('one', null)).toBeNull()
      expect(await db.ciraConfigs.delete('one', null)).toBe(false)
      expect(await Reflect.apply(db.ciraConfigs.getByName, undefined, [undefined])).toBeNull()
    })

    it('lists by name without regard to case, in pages', async () => {
      for (const name of ['b1', 'a1', 'CiraA', 'A', 'B2']) await db.ciraConfigs.insert(cira(name))
      const names = async (limit?: number | string, offset?: number | string) =>
        (await db.ciraConfigs.get(limit, offset)).map(({ configName }) => configName)
      expect(await names()).toEqual(['A', 'a1', 'b1', 'B2', 'CiraA'])
      expect(await names(2, 1)).toEqual(['a1', 'b1'])
      expect(await names('1', '4')).toEqual(['CiraA'])
      expect(await names(0, 0)).toEqual([])
      expect(await names(9_999_999_999, 9_999_999_999)).toEqual([])
      await expect(names(-1)).rejects.toMatchObject({ code: 'invalid-argument' })
    })
  })

  describe('versions', () => {
    it('are texts of digits that change with each update', async () => {
      const inserted = await db.ciraConfigs.insert(cira('one'))
      const updated = await db.ciraConfigs.update({ ...inserted, mpsPort: 1 })
      expect(inserted.version).toMatch(/^\d+$/)
      expect(updated.version).toMatch(/^\d+$/)
      expect(updated.version).not.toBe(inserted.version)
      expect(Number.isSafeInteger(Number(updated.version))).toBe(true)
      expect(await db.ciraConfigs.getByName('one')).toEqual(updated)
    })

    it('may be numbers', async () => {
      const { version, ...row } = await db.ciraConfigs.insert(cira('one'))
      expect(await db.ciraConfigs.update({ ...row, mpsPort: 2, version: Number(version) })).toMatchObject({
        mpsPort: 2,
      })
    })

    it.each([[undefined], [null], ['123'], [100], ['x'], [''], [1.5], ['99999999999999999999']])(
      '%j matches none and is refused with the current row',
      async (version) => {
        const current = await db.ciraConfigs.insert(cira('One'))
        const call = db.ciraConfigs.update({ ...cira('ONE', { mpsPort: 1 }), version })
        await refuses(call, 'No records were updated', 'Concurrency')
        await expect(call).rejects.toMatchObject({ item: current })
      },
    )

    it('of a row that is gone are told apart', async () => {
      const { version } = await db.domains.insert(domain('d', 'd.com'))
      await db.domains.delete('d')
      await refuses(db.domains.update({ ...domain('d', 'd.com'), version }), 'Domain profile d Not Found', 'Not Found')
      await refuses(
        db.domains.update({ ...domain('d', 'd.com'), version: null }),
        'Domain profile d Not Found',
        'Not Found',
      )
    })
  })

  describe('CIRA configs', () => {
    it('are answered as stored', async () => {
      const row = await db.ciraConfigs.insert(cira('one'))
      expect(row).toEqual({ ...cira('one'), version: row.version })
    })

    it('are refused in the words of RPS', async () => {
      const { version } = await db.ciraConfigs.insert(cira('one'))
      await refuses(db.ciraConfigs.insert(cira('ONE')), 'CIRA Config ONE already exists.', unique)
      await refuses(db.ciraConfigs.insert(cira('two', { username: 'x'.repeat(41) })), 'Operation failed: two')
      await refuses(db.ciraConfigs.insert(cira('two', { tenantId: undefined })), 'Operation failed: two')
      await refuses(
        db.ciraConfigs.update({ ...cira('one', { password: 'x'.repeat(64) }), version }),
        'Operation failed: one',
      )
      await db.profiles.insert(profile('p', { ciraConfigName: 'one' }))
      await refuses(db.ciraConfigs.delete('One'), 'CIRA Config: One is associated with an AMT profile', foreign)
    })
  })

  describe('domains', () => {
    it('are answered as stored, and found by suffix without regard to case', async () => {
      const row = await db.domains.insert(domain('d', 'Example.COM', { expirationDate: '2027-01-02T03:04:05.000Z' }))
      expect(row).toEqual({ ...domain('d', 'Example.COM'), version: row.version })
      expect(await db.domains.getDomainByDomainSuffix('example.com')).toEqual(row)
      expect(await db.domains.getDomainByDomainSuffix('example.com', 'a')).toBeNull()
      expect(await db.domains.getDomainByDomainSuffix('other.com')).toBeNull()
    })

    it('are refused in the words of RPS', async () => {
      await db.domains.insert(domain('d', 'd.com'))
      const { version } = await db.domains.insert(domain('e', 'e.com'))
      await refuses(db.domains.insert(domain('D', 'x.com')), 'Domain D ID or Suffix already exists', unique)
      await refuses(db.domains.insert(domain('f', 'D.com')), 'Domain f ID or Suffix already exists', unique)
      await refuses(
        db.domains.update({ ...domain('e', 'D.COM'), version }),
        'Domain e ID or Suffix already exists',
        unique,
      )
      await refuses(
        db.domains.insert(domain('f', 'f.com', { provisioningCertStorageFormat: 'x'.repeat(41) })),
        'Operation failed: f',
      )
      expect(await db.domains.insert(domain('d', 'd.com', { tenantId: 'a' }))).toMatchObject({ tenantId: 'a' })
    })
  })

  describe('802.1x profiles', () => {
    it('answer what an insert stores', async () => {
      const row = await db.ieee8021xProfiles.insert(ieee8021x('i', { serverName: 's', password: 'p' }))
      expect(row).toEqual({ ...ieee8021x('i'), version: row.version })
      expect(await db.ieee8021xProfiles.update({ ...row, serverName: 's' })).not.toHaveProperty('serverName')
      expect(await db.ieee8021xProfiles.checkProfileExits('I')).toBe(true)
      expect(await db.ieee8021xProfiles.checkProfileExits('I', 'a')).toBe(false)
    })

    it('are refused in the words of RPS', async () => {
      const { version } = await db.ieee8021xProfiles.insert(ieee8021x('i'))
      await refuses(db.ieee8021xProfiles.insert(ieee8021x('I')), '802.1x config: I already exists', unique)
      await refuses(
        db.ieee8021xProfiles.insert(ieee8021x('j', { wiredInterface: null })),
        '802.1x insertion failed for j',
      )
      await refuses(
        db.ieee8021xProfiles.update({ ...ieee8021x('i', { domain: 'x'.repeat(256) }), version }),
        'Operation failed: i',
      )
      await db.profiles.insert(profile('p', { ieee8021xProfileName: 'i' }))
      await refuses(db.ieee8021xProfiles.delete('i'), '802.1x config: i is associated with an AMT Profile.')
      await db.profiles.delete('p')
      await db.wirelessProfiles.insert(wireless('w', { ieee8021xProfileName: 'i' }))
      await refuses(db.ieee8021xProfiles.delete('i'), '802.1x config: i is associated with a wireless profile.')
    })
  })

  describe('Wi-Fi networks', () => {
    it('are answered as stored, with the number of all as text in a list', async () => {
      const row = await db.wirelessProfiles.insert(wireless('w'))
      expect(row).toEqual({ ...wireless('w'), version: row.version })
      await db.wirelessProfiles.insert(wireless('v', { linkPolicy: null }))
      expect(await db.wirelessProfiles.get(1, 1)).toEqual([{ ...row, total_count: '2' }])
      expect(await db.wirelessProfiles.get(1, 2)).toEqual([])
      expect(await db.wirelessProfiles.getByName('v')).toMatchObject({ linkPolicy: null })
      expect(await db.wirelessProfiles.checkProfileExits('V')).toBe(true)
    })

    it('are refused in the words of RPS', async () => {
      const { version } = await db.wirelessProfiles.insert(wireless('w'))
      await refuses(db.wirelessProfiles.insert(wireless('W')), 'Wireless profile W already exists', unique)
      const failed = (name: string) => `Operation failed for Wireless profile: ${name}`
      await refuses(db.wirelessProfiles.insert(wireless('v', { ssid: 'x'.repeat(33) })), failed('v'))
      await refuses(db.wirelessProfiles.insert(wireless('v', { ieee8021xProfileName: 'no' })), failed('v'))
      await refuses(
        db.wirelessProfiles.update({ ...wireless('w', { ieee8021xProfileName: 'no' }), version }),
        failed('w'),
      )
      await db.profiles.insert(profile('p', { wifiConfigs: [{ priority: 1, profileName: 'w' }] }))
      await refuses(db.wirelessProfiles.delete('w'), 'Wireless profile: w is associated with an AMT Profile.', foreign)
    })
  })

  describe('proxies', () => {
    it('are answered as stored, and the last write wins', async () => {
      const row = await db.proxyConfigs.insert(proxy('x', 1))
      expect(row).toEqual(proxy('x', 1))
      expect(await db.proxyConfigs.update({ ...row, port: 2 })).toEqual(proxy('x', 2))
      expect(await db.proxyConfigs.update({ ...row, port: 3, version: '0' })).toEqual(proxy('x', 3))
      expect(await db.proxyConfigs.checkProfileExits('X')).toBe(true)
    })

    it('are refused in the words of RPS', async () => {
      await db.proxyConfigs.insert(proxy('x', 1))
      await db.proxyConfigs.insert(proxy('y', 2))
      await refuses(db.proxyConfigs.insert(proxy('X', 3)), 'Proxy profile X already exists', unique)
      await refuses(
        db.proxyConfigs.insert(proxy('z', 1, { address: 'PROXY.example' })),
        'Proxy profile z already exists',
        unique,
      )
      await refuses(db.proxyConfigs.update(proxy('y', 1)), 'Operation failed for Proxy profile: y')
      await refuses(
        db.proxyConfigs.insert(proxy('z', 4, { networkDnsSuffix: 'x'.repeat(193) })),
        'Operation failed for Proxy profile: z',
      )
      await refuses(db.proxyConfigs.update(proxy('none', 9)), 'Proxy profile none Not Found', 'Not Found')
      await db.profiles.insert(profile('p', { proxyConfigs: [{ name: 'x', priority: 1 }] }))
      await refuses(db.proxyConfigs.delete('x'), 'Proxy profile: x is associated with an AMT Profile.', foreign)
    })
  })

  describe('profiles', () => {
    const { amtPassword: _, mebxPassword: __, ...shown } = profile('p')
    const links = { wifiConfigs: [], proxyConfigs: [] }

    it('are answered as stored, without passwords', async () => {
      const row = await db.profiles.insert(profile('p', { mebxPassword: 'MEBX_PASSWORD' }))
      expect(row).toEqual({ ...shown, ...links, version: row.version })
      expect(await db.profiles.insert(profile('q', { tags: undefined }))).toMatchObject({ tags: null })
    })

    it('hold their links in order, and give the rows that they refer to', async () => {
      await db.ciraConfigs.insert(cira('CiraA'))
      await db.ieee8021xProfiles.insert(ieee8021x('i'))
      for (const name of ['w1', 'w2']) await db.wirelessProfiles.insert(wireless(name))
      await db.proxyConfigs.insert(proxy('x', 1))
      await db.proxyConfigs.insert(proxy('y', 2))
      const row = await db.profiles.insert(
        profile('p', {
          ciraConfigName: 'CIRAA',
          ieee8021xProfileName: 'i',
          wifiConfigs: [
            { priority: 2, profileName: 'w1' },
            { priority: 1, profileName: 'w2' },
          ],
          proxyConfigs: [
            { name: 'y', priority: 1 },
            { name: 'x', priority: 2 },
          ],
        }),
      )
      expect(row.ciraConfigName).toBe('CIRAA')
      const [wifi, proxies] = [
        '[{"priority":1,"profileName":"w2"},{"priority":2,"profileName":"w1"}]',
        row.proxyConfigs,
      ]
      expect(JSON.stringify(row.wifiConfigs)).toBe(wifi)
      expect(JSON.stringify(proxies)).toBe('[{"name":"x","priority":2},{"name":"y","priority":1}]')
      expect(JSON.stringify(await db.profileWirelessConfigs.getProfileWifiConfigs('P'))).toBe(wifi)
      expect(await db.profileProxyConfigs.getProfileProxyConfigs('p')).toEqual([
        { name: 'y', priority: 1 },
        { name: 'x', priority: 2 },
      ])
      expect(await db.profiles.getCiraConfigForProfile('CIRAA', '')).toMatchObject({ configName: 'CiraA' })
      expect(await db.profiles.getCiraConfigForProfile('none', '')).toBeNull()
      expect(await db.profiles.get8021XConfigForProfile('I', '')).toMatchObject({ profileName: 'i' })
      expect(await db.profiles.get()).toEqual([row])
    })

    it('are refused in the words of RPS, with nothing left behind', async () => {
      await db.profiles.insert(profile('p'))
      await refuses(db.profiles.insert(profile('P')), 'AMT profile P already exists', unique)
      const unknown = db.profiles.insert(profile('q', { ciraConfigName: 'none' }))
      await expect(unknown).rejects.toBeInstanceOf(RpsError)
      await expect(unknown).rejects.toMatchObject({
        message: "Referenced constraint none doesn't exist",
        name: expect.stringMatching(new RegExp(`^${missing}`)),
      })
      await expect(db.profiles.insert(profile('q', { ieee8021xProfileName: 'none' }))).rejects.toThrow(
        "Referenced constraint  doesn't exist",
      )
      await refuses(
        db.profiles.insert(profile('q', { wifiConfigs: [{ priority: 1, profileName: 'none' }] })),
        'Key (wireless_profile_name, tenant_id)=(none, ) is not present in table "wirelessconfigs".',
        missing,
      )
      await refuses(
        db.profiles.insert(profile('q', { proxyConfigs: [{ name: 'none', priority: 1 }] })),
        'Key (proxy_config_name, tenant_id)=(none, ) is not present in table "proxyconfigs".',
        missing,
      )
      await db.wirelessProfiles.insert(wireless('w'))
      const twice = [
        { priority: 1, profileName: 'w' },
        { priority: 1, profileName: 'W' },
      ]
      await refuses(db.profiles.insert(profile('q', { wifiConfigs: twice })), 'Operation failed: q')
      await refuses(db.profiles.insert(profile('q', { userConsent: 'x'.repeat(8) })), 'Operation failed: q')
      expect(await db.profiles.getCount()).toBe(1)
    })

    it('gain links by an update, all or none', async () => {
      await db.wirelessProfiles.insert(wireless('w'))
      const row = await db.profiles.insert(profile('p', { wifiConfigs: [{ priority: 1, profileName: 'w' }] }))
      const added = { ...profile('p'), wifiConfigs: [{ priority: 2, profileName: 'w' }], version: row.version }
      const updated = await db.profiles.update(added)
      expect(updated.wifiConfigs).toEqual([
        { priority: 1, profileName: 'w' },
        { priority: 2, profileName: 'w' },
      ])
      await refuses(
        db.profiles.update({ ...added, activation: 'acmactivate', version: updated.version }),
        'Operation failed: p',
      )
      await refuses(
        db.profiles.update({ ...profile('p', { ciraConfigName: 'none' }), version: updated.version }),
        'Operation failed: p',
      )
      expect(await db.profiles.getByName('p')).toEqual(updated)
    })

    it('are removed with their links', async () => {
      await db.wirelessProfiles.insert(wireless('w'))
      await db.profiles.insert(profile('p', { wifiConfigs: [{ priority: 1, profileName: 'w' }] }))
      expect(await db.profiles.delete('P', 'a')).toBe(false)
      expect(await db.profiles.delete('P')).toBe(true)
      expect(await db.wirelessProfiles.delete('w')).toBe(true)
    })
  })

  describe('links', () => {
    beforeEach(async () => {
      await db.profiles.insert(profile('p'))
      await db.wirelessProfiles.insert(wireless('w'))
      await db.proxyConfigs.insert(proxy('x', 1))
    })

    it('are added, listed and removed', async () => {
      const { profileWirelessConfigs, profileProxyConfigs } = db
      expect(await profileWirelessConfigs.createProfileWifiConfigs([{ priority: 1, profileName: 'w' }], 'p')).toBe(true)
      expect(await profileProxyConfigs.createProfileProxyConfigs([{ name: 'x', priority: 1 }], 'p', '')).toBe(true)
      expect(await profileWirelessConfigs.getProfileWifiConfigs('p', 'a')).toEqual([])
      expect(await profileWirelessConfigs.deleteProfileWifiConfigs('p', 'a')).toBe(false)
      expect(await profileWirelessConfigs.deleteProfileWifiConfigs('p', '')).toBe(true)
      expect(await profileWirelessConfigs.deleteProfileWifiConfigs('p', '')).toBe(false)
      expect(await profileProxyConfigs.deleteProfileProxyConfigs('p', '')).toBe(true)
    })

    it('are refused in the words of RPS', async () => {
      const { profileWirelessConfigs, profileProxyConfigs } = db
      const one = [{ priority: 1, profileName: 'w' }]
      await refuses(profileWirelessConfigs.createProfileWifiConfigs([], 'p'), 'Operation failed: p')
      await refuses(profileProxyConfigs.createProfileProxyConfigs([], 'p'), 'Operation failed: p')
      await refuses(
        profileWirelessConfigs.createProfileWifiConfigs(one, 'none'),
        'Key (profile_name, tenant_id)=(none, ) is not present in table "profiles".',
        missing,
      )
      await refuses(
        profileProxyConfigs.createProfileProxyConfigs([{ name: 'none', priority: 1 }], 'p'),
        'Key (proxy_config_name, tenant_id)=(none, ) is not present in table "proxyconfigs".',
        missing,
      )
      await profileWirelessConfigs.createProfileWifiConfigs(one, 'p')
      await refuses(profileWirelessConfigs.createProfileWifiConfigs(one, 'p'), 'Operation failed: p')
    })
  })

  it('are the same for a second database of the same connection string', async () => {
    const second = new RpsDatabase(storage?.url ?? '', { errorClass: RpsError })
    await second.ciraConfigs.insert(cira('one'))
    expect(await db.ciraConfigs.getCount()).toBe(1)
  })

  it('answer the question whether they are ready, and no other', async () => {
    expect(await db.query('SELECT 1')).toMatchObject({ rowCount: 1 })
    await expect(db.query('DELETE FROM profiles')).rejects.toThrow('only SELECT 1')
  })
})
