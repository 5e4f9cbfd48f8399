import { beforeEach, describe, expect, it } from 'vitest'
import { describeDatabase, refuses } from './describe-database.js'
import { cira, ieee8021x, profile, proxy, wireless } from './rows.js'
import { RpsError } from './rps-error.js'

const unique = 'Unique key violation'
const missing = 'Foreign key constraint violation'

await describeDatabase('profiles of RPS', (on) => {
  describe('profiles', () => {
    const { amtPassword: _, mebxPassword: __, ...shown } = profile('p')
    const links = { wifiConfigs: [], proxyConfigs: [] }

    it('are answered as stored, without passwords', async () => {
      const row = await on.db.profiles.insert(profile('p', { mebxPassword: 'MEBX_PASSWORD' }))
      expect(row).toEqual({ ...shown, ...links, version: row.version })
      expect(await on.db.profiles.insert(profile('q', { tags: undefined }))).toMatchObject({ tags: null })
    })

    it('hold their links in order, and give the rows that they refer to', async () => {
      await on.db.ciraConfigs.insert(cira('CiraA'))
      await on.db.ieee8021xProfiles.insert(ieee8021x('i'))
      for (const name of ['w1', 'w2']) await on.db.wirelessProfiles.insert(wireless(name))
      await on.db.proxyConfigs.insert(proxy('x', 1))
      await on.db.proxyConfigs.insert(proxy('y', 2))
      const row = await on.db.profiles.insert(
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
      expect(JSON.stringify(await on.db.profileWirelessConfigs.getProfileWifiConfigs('P'))).toBe(wifi)
      expect(await on.db.profileProxyConfigs.getProfileProxyConfigs('p')).toEqual([
        { name: 'y', priority: 1 },
        { name: 'x', priority: 2 },
      ])
      expect(await on.db.profiles.getCiraConfigForProfile('CIRAA', '')).toMatchObject({ configName: 'CiraA' })
      expect(await on.db.profiles.getCiraConfigForProfile('none', '')).toBeNull()
      expect(await on.db.profiles.get8021XConfigForProfile('I', '')).toMatchObject({ profileName: 'i' })
      expect(await on.db.profiles.get()).toEqual([row])
    })

    it('are refused in the words of RPS, with nothing left behind', async () => {
      await on.db.profiles.insert(profile('p'))
      await refuses(on.db.profiles.insert(profile('P')), 'AMT profile P already exists', unique)
      const unknown = on.db.profiles.insert(profile('q', { ciraConfigName: 'none' }))
      await expect(unknown).rejects.toBeInstanceOf(RpsError)
      await expect(unknown).rejects.toMatchObject({
        message: "Referenced constraint none doesn't exist",
        name: expect.stringMatching(new RegExp(`^${missing}`)),
      })
      await expect(on.db.profiles.insert(profile('q', { ieee8021xProfileName: 'none' }))).rejects.toThrow(
        "Referenced constraint  doesn't exist",
      )
      await refuses(
        on.db.profiles.insert(profile('q', { wifiConfigs: [{ priority: 1, profileName: 'none' }] })),
        'Key (wireless_profile_name, tenant_id)=(none, ) is not present in table "wirelessconfigs".',
        missing,
      )
      await refuses(
        on.db.profiles.insert(profile('q', { proxyConfigs: [{ name: 'none', priority: 1 }] })),
        'Key (proxy_config_name, tenant_id)=(none, ) is not present in table "proxyconfigs".',
        missing,
      )
      await on.db.wirelessProfiles.insert(wireless('w'))
      const twice = [
        { priority: 1, profileName: 'w' },
        { priority: 1, profileName: 'W' },
      ]
      await refuses(on.db.profiles.insert(profile('q', { wifiConfigs: twice })), 'Operation failed: q')
      await refuses(on.db.profiles.insert(profile('q', { userConsent: 'x'.repeat(8) })), 'Operation failed: q')
      expect(await on.db.profiles.getCount()).toBe(1)
    })

    it('gain links by an update, all or none', async () => {
      await on.db.wirelessProfiles.insert(wireless('w'))
      const row = await on.db.profiles.insert(profile('p', { wifiConfigs: [{ priority: 1, profileName: 'w' }] }))
      const added = { ...profile('p'), wifiConfigs: [{ priority: 2, profileName: 'w' }], version: row.version }
      const updated = await on.db.profiles.update(added)
      expect(updated.wifiConfigs).toEqual([
        { priority: 1, profileName: 'w' },
        { priority: 2, profileName: 'w' },
      ])
      await refuses(
        on.db.profiles.update({ ...added, activation: 'acmactivate', version: updated.version }),
        'Operation failed: p',
      )
      await refuses(
        on.db.profiles.update({ ...profile('p', { ciraConfigName: 'none' }), version: updated.version }),
        'Operation failed: p',
      )
      expect(await on.db.profiles.getByName('p')).toEqual(updated)
    })

    it('are removed with their links', async () => {
      await on.db.wirelessProfiles.insert(wireless('w'))
      await on.db.profiles.insert(profile('p', { wifiConfigs: [{ priority: 1, profileName: 'w' }] }))
      expect(await on.db.profiles.delete('P', 'a')).toBe(false)
      expect(await on.db.profiles.delete('P')).toBe(true)
      expect(await on.db.wirelessProfiles.delete('w')).toBe(true)
    })
  })

  describe('links', () => {
    beforeEach(async () => {
      await on.db.profiles.insert(profile('p'))
      await on.db.wirelessProfiles.insert(wireless('w'))
      await on.db.proxyConfigs.insert(proxy('x', 1))
    })

    it('are added, listed and removed', async () => {
      const { profileWirelessConfigs, profileProxyConfigs } = on.db
      expect(await profileWirelessConfigs.createProfileWifiConfigs([{ priority: 1, profileName: 'w' }], 'p')).toBe(true)
      expect(await profileProxyConfigs.createProfileProxyConfigs([{ name: 'x', priority: 1 }], 'p', '')).toBe(true)
      expect(await profileWirelessConfigs.getProfileWifiConfigs('p', 'a')).toEqual([])
      expect(await profileWirelessConfigs.deleteProfileWifiConfigs('p', 'a')).toBe(false)
      expect(await profileWirelessConfigs.deleteProfileWifiConfigs('p', '')).toBe(true)
      expect(await profileWirelessConfigs.deleteProfileWifiConfigs('p', '')).toBe(false)
      expect(await profileProxyConfigs.deleteProfileProxyConfigs('p', '')).toBe(true)
    })

    it('are refused in the words of RPS', async () => {
      const { profileWirelessConfigs, profileProxyConfigs } = on.db
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
})
