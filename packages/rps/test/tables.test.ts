import { describe, expect, it } from 'vitest'
import { RpsDatabase } from '../src/rps-database.js'
import { describeDatabase, refuses } from './describe-database.js'
import { cira, domain, ieee8021x, profile, proxy, wireless } from './rows.js'
import { RpsError } from './rps-error.js'

const unique = 'Unique key violation'
const foreign = 'Foreign key violation'

await describeDatabase('tables of RPS', (on) => {
  describe('every table', () => {
    it('counts, finds and removes within a tenant, without regard to case', async () => {
      await on.db.ciraConfigs.insert(cira('CiraA'))
      expect([await on.db.ciraConfigs.getCount(), await on.db.ciraConfigs.getCount('a')]).toEqual([1, 0])
      expect(await on.db.ciraConfigs.getByName('ciraa')).toMatchObject({ configName: 'CiraA' })
      expect(await on.db.ciraConfigs.getByName('ciraa', 'a')).toBeNull()
      expect(await on.db.ciraConfigs.delete('CIRAA', 'a')).toBe(false)
      expect(await on.db.ciraConfigs.delete('CIRAA')).toBe(true)
      expect(await on.db.ciraConfigs.delete('CIRAA')).toBe(false)
    })

    it('gives nothing to the tenant null or for the name null', async () => {
      await on.db.ciraConfigs.insert(cira('one'))
      expect(await on.db.ciraConfigs.getCount(null)).toBe(0)
      expect(await on.db.ciraConfigs.get(25, 0, null)).toEqual([])
      expect(await on.db.ciraConfigs.getByName('one', null)).toBeNull()
      expect(await on.db.ciraConfigs.getByName('one', 'x'.repeat(37))).toBeNull()
      expect(await on.db.ciraConfigs.delete('one', null)).toBe(false)
      expect(await Reflect.apply(on.db.ciraConfigs.getByName, undefined, [undefined])).toBeNull()
    })

    it('lists by name without regard to case, in pages', async () => {
      for (const name of ['b1', 'a1', 'CiraA', 'A', 'B2']) await on.db.ciraConfigs.insert(cira(name))
      const names = async (limit?: number | string, offset?: number | string) =>
        (await on.db.ciraConfigs.get(limit, offset)).map(({ configName }) => configName)
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
      const inserted = await on.db.ciraConfigs.insert(cira('one'))
      const updated = await on.db.ciraConfigs.update({ ...inserted, mpsPort: 1 })
      expect(inserted.version).toMatch(/^\d+$/)
      expect(updated.version).toMatch(/^\d+$/)
      expect(updated.version).not.toBe(inserted.version)
      expect(Number.isSafeInteger(Number(updated.version))).toBe(true)
      expect(await on.db.ciraConfigs.getByName('one')).toEqual(updated)
    })

    it('may be numbers', async () => {
      const { version, ...row } = await on.db.ciraConfigs.insert(cira('one'))
      expect(await on.db.ciraConfigs.update({ ...row, mpsPort: 2, version: Number(version) })).toMatchObject({
        mpsPort: 2,
      })
    })

    it.each([[undefined], [null], ['123'], [100], ['x'], [''], [1.5], ['99999999999999999999']])(
      '%j matches none and is refused with the current row',
      async (version) => {
        const current = await on.db.ciraConfigs.insert(cira('One'))
        const call = on.db.ciraConfigs.update({ ...cira('ONE', { mpsPort: 1 }), version })
        await refuses(call, 'No records were updated', 'Concurrency')
        await expect(call).rejects.toMatchObject({ item: current })
      },
    )

    it('of a row that is gone are told apart', async () => {
      const { version } = await on.db.domains.insert(domain('d', 'd.com'))
      await on.db.domains.delete('d')
      await refuses(
        on.db.domains.update({ ...domain('d', 'd.com'), version }),
        'Domain profile d Not Found',
        'Not Found',
      )
      await refuses(
        on.db.domains.update({ ...domain('d', 'd.com'), version: null }),
        'Domain profile d Not Found',
        'Not Found',
      )
    })
  })

  describe('CIRA configs', () => {
    it('are answered as stored', async () => {
      const row = await on.db.ciraConfigs.insert(cira('one'))
      expect(row).toEqual({ ...cira('one'), version: row.version })
    })

    it('are refused in the words of RPS', async () => {
      const { version } = await on.db.ciraConfigs.insert(cira('one'))
      await refuses(on.db.ciraConfigs.insert(cira('ONE')), 'CIRA Config ONE already exists.', unique)
      await refuses(on.db.ciraConfigs.insert(cira('two', { username: 'x'.repeat(41) })), 'Operation failed: two')
      await refuses(on.db.ciraConfigs.insert(cira('two', { tenantId: undefined })), 'Operation failed: two')
      await refuses(
        on.db.ciraConfigs.update({ ...cira('one', { password: 'x'.repeat(64) }), version }),
        'Operation failed: one',
      )
      await on.db.profiles.insert(profile('p', { ciraConfigName: 'one' }))
      await refuses(on.db.ciraConfigs.delete('One'), 'CIRA Config: One is associated with an AMT profile', foreign)
    })
  })

  describe('domains', () => {
    it('are answered as stored, and found by suffix without regard to case', async () => {
      const row = await on.db.domains.insert(domain('d', 'Example.COM', { expirationDate: '2027-01-02T03:04:05.000Z' }))
      expect(row).toEqual({ ...domain('d', 'Example.COM'), version: row.version })
      expect(await on.db.domains.getDomainByDomainSuffix('example.com')).toEqual(row)
      expect(await on.db.domains.getDomainByDomainSuffix('example.com', 'a')).toBeNull()
      expect(await on.db.domains.getDomainByDomainSuffix('other.com')).toBeNull()
    })

    it('are refused in the words of RPS', async () => {
      await on.db.domains.insert(domain('d', 'd.com'))
      const { version } = await on.db.domains.insert(domain('e', 'e.com'))
      await refuses(on.db.domains.insert(domain('D', 'x.com')), 'Domain D ID or Suffix already exists', unique)
      await refuses(on.db.domains.insert(domain('f', 'D.com')), 'Domain f ID or Suffix already exists', unique)
      await refuses(
        on.db.domains.update({ ...domain('e', 'D.COM'), version }),
        'Domain e ID or Suffix already exists',
        unique,
      )
      await refuses(
        on.db.domains.insert(domain('f', 'f.com', { provisioningCertStorageFormat: 'x'.repeat(41) })),
        'Operation failed: f',
      )
      expect(await on.db.domains.insert(domain('d', 'd.com', { tenantId: 'a' }))).toMatchObject({ tenantId: 'a' })
    })
  })

  describe('802.1x profiles', () => {
    it('answer what an insert stores', async () => {
      const row = await on.db.ieee8021xProfiles.insert(ieee8021x('i', { serverName: 'x'.repeat(256), password: 'p' }))
      expect(row).toEqual({ ...ieee8021x('i'), version: row.version })
      expect(await on.db.ieee8021xProfiles.update({ ...row, serverName: 's' })).not.toHaveProperty('serverName')
      expect(await on.db.ieee8021xProfiles.checkProfileExits('I')).toBe(true)
      expect(await on.db.ieee8021xProfiles.checkProfileExits('I', 'a')).toBe(false)
    })

    it('are refused in the words of RPS', async () => {
      const { version } = await on.db.ieee8021xProfiles.insert(ieee8021x('i'))
      await refuses(on.db.ieee8021xProfiles.insert(ieee8021x('I')), '802.1x config: I already exists', unique)
      await refuses(
        on.db.ieee8021xProfiles.insert(ieee8021x('j', { wiredInterface: null })),
        '802.1x insertion failed for j',
      )
      await refuses(
        on.db.ieee8021xProfiles.update({ ...ieee8021x('i', { domain: 'x'.repeat(256) }), version }),
        'Operation failed: i',
      )
      await on.db.profiles.insert(profile('p', { ieee8021xProfileName: 'i' }))
      await refuses(on.db.ieee8021xProfiles.delete('i'), '802.1x config: i is associated with an AMT Profile.')
      await on.db.profiles.delete('p')
      await on.db.wirelessProfiles.insert(wireless('w', { ieee8021xProfileName: 'i' }))
      await refuses(on.db.ieee8021xProfiles.delete('i'), '802.1x config: i is associated with a wireless profile.')
    })
  })

  describe('Wi-Fi networks', () => {
    it('are answered as stored, with the number of all as text in a list', async () => {
      const row = await on.db.wirelessProfiles.insert(wireless('w'))
      expect(row).toEqual({ ...wireless('w'), version: row.version })
      await on.db.wirelessProfiles.insert(wireless('v', { linkPolicy: null }))
      expect(await on.db.wirelessProfiles.get(1, 1)).toEqual([{ ...row, total_count: '2' }])
      expect(await on.db.wirelessProfiles.get(1, 2)).toEqual([])
      expect(await on.db.wirelessProfiles.getByName('v')).toMatchObject({ linkPolicy: null })
      expect(await on.db.wirelessProfiles.checkProfileExits('V')).toBe(true)
    })

    it('are refused in the words of RPS', async () => {
      const { version } = await on.db.wirelessProfiles.insert(wireless('w'))
      await refuses(on.db.wirelessProfiles.insert(wireless('W')), 'Wireless profile W already exists', unique)
      const failed = (name: string) => `Operation failed for Wireless profile: ${name}`
      await refuses(on.db.wirelessProfiles.insert(wireless('v', { ssid: 'x'.repeat(33) })), failed('v'))
      await refuses(on.db.wirelessProfiles.insert(wireless('v', { ieee8021xProfileName: 'no' })), failed('v'))
      await refuses(
        on.db.wirelessProfiles.update({ ...wireless('w', { ieee8021xProfileName: 'no' }), version }),
        failed('w'),
      )
      await on.db.profiles.insert(profile('p', { wifiConfigs: [{ priority: 1, profileName: 'w' }] }))
      await refuses(
        on.db.wirelessProfiles.delete('w'),
        'Wireless profile: w is associated with an AMT Profile.',
        foreign,
      )
    })
  })

  describe('proxies', () => {
    it('are answered as stored, and the last write wins', async () => {
      const row = await on.db.proxyConfigs.insert(proxy('x', 1))
      expect(row).toEqual(proxy('x', 1))
      expect(await on.db.proxyConfigs.update({ ...row, port: 2 })).toEqual(proxy('x', 2))
      expect(await on.db.proxyConfigs.update({ ...row, port: 3, version: '0' })).toEqual(proxy('x', 3))
      expect(await on.db.proxyConfigs.checkProfileExits('X')).toBe(true)
    })

    it('are refused in the words of RPS', async () => {
      await on.db.proxyConfigs.insert(proxy('x', 1))
      await on.db.proxyConfigs.insert(proxy('y', 2))
      await refuses(on.db.proxyConfigs.insert(proxy('X', 3)), 'Proxy profile X already exists', unique)
      await refuses(
        on.db.proxyConfigs.insert(proxy('z', 1, { address: 'PROXY.example' })),
        'Proxy profile z already exists',
        unique,
      )
      await refuses(on.db.proxyConfigs.update(proxy('y', 1)), 'Operation failed for Proxy profile: y')
      await refuses(
        on.db.proxyConfigs.insert(proxy('z', 4, { networkDnsSuffix: 'x'.repeat(193) })),
        'Operation failed for Proxy profile: z',
      )
      await refuses(on.db.proxyConfigs.update(proxy('none', 9)), 'Proxy profile none Not Found', 'Not Found')
      await on.db.profiles.insert(profile('p', { proxyConfigs: [{ name: 'x', priority: 1 }] }))
      await refuses(on.db.proxyConfigs.delete('x'), 'Proxy profile: x is associated with an AMT Profile.', foreign)
    })
  })

  it('are the same for a second database of the same connection string', async () => {
    const second = new RpsDatabase(on.url, { errorClass: RpsError })
    await second.ciraConfigs.insert(cira('one'))
    expect(await on.db.ciraConfigs.getCount()).toBe(1)
  })

  it('answer the question whether they are ready, and no other', async () => {
    expect(await on.db.query('SELECT 1')).toMatchObject({ rowCount: 1 })
    await expect(on.db.query('DELETE FROM profiles')).rejects.toThrow('only SELECT 1')
  })
})
