import { equal, holds } from '../../expectations.js'
import { ieee8021xProfiles, profiles } from '../named-tables/subjects.js'
import type { StorageCase } from '../storage-context.js'

/** Passwords that are written, and answered by no call. */
export const hiddenFieldCases: readonly StorageCase[] = [
  {
    id: 'storage/hidden/never-answered',
    group: 'behaviour',
    title: 'no call answers the passwords of profiles and 802.1x profiles',
    async run({ store, tenant }) {
      const profile = await store.profiles.insert(profiles.full('P', tenant))
      const radius = await store.ieee8021xProfiles.insert(ieee8021xProfiles.full('X', tenant))
      const answers = [
        profile,
        radius,
        await store.profiles.update(profiles.full('P', tenant), profile.version),
        await store.ieee8021xProfiles.update(ieee8021xProfiles.full('X', tenant), radius.version),
        await store.profiles.get('P', tenant),
        await store.ieee8021xProfiles.get('X', tenant),
        await store.profiles.list({}, tenant),
        await store.ieee8021xProfiles.list({}, tenant),
      ]
      for (const secret of ['amt-P@ssw0rd', 'mebx-P@ssw0rd', 'radius-password']) {
        holds(!JSON.stringify(answers).includes(secret), `an answer shows ${secret}`)
      }
    },
  },
  {
    id: 'storage/hidden/profile-passwords-stored',
    group: 'behaviour',
    title: 'the passwords of a profile are stored by insert and by update',
    needs: ['raw'],
    async run({ harness, store, tenant }) {
      const stored = () =>
        harness.raw?.execute(
          `select amt_password as amt, mebx_password as mebx from profiles where tenant_id = '${tenant}'`,
        )
      const { version } = await store.profiles.insert(profiles.full('P', tenant))
      equal(await stored(), [{ amt: 'amt-P@ssw0rd', mebx: 'mebx-P@ssw0rd' }], 'after the insert')
      await store.profiles.update({ ...profiles.full('P', tenant), amtPassword: 'second' }, version)
      equal(await stored(), [{ amt: 'second', mebx: 'mebx-P@ssw0rd' }], 'after the update')
    },
  },
  {
    id: 'storage/hidden/ieee8021x-stored-by-update',
    group: 'behaviour',
    title: 'the hidden fields of an 802.1x profile are stored by update and not by insert, as in the reference',
    needs: ['raw'],
    async run({ harness, store, tenant }) {
      const stored = () =>
        harness.raw?.execute(
          `select username as name, password as word from ieee8021xconfigs where tenant_id = '${tenant}'`,
        )
      const { version } = await store.ieee8021xProfiles.insert(ieee8021xProfiles.full('X', tenant))
      equal(await stored(), [{ name: null, word: null }], 'after the insert')
      await store.ieee8021xProfiles.update(ieee8021xProfiles.full('X', tenant), version)
      equal(await stored(), [{ name: 'radius-user', word: 'radius-password' }], 'after the update')
    },
  },
  {
    id: 'storage/hidden/version-sees-other-writers',
    group: 'versions and races',
    title: 'a write behind the provider makes the version that was read before stale',
    needs: ['raw'],
    async run({ harness, store, tenant }) {
      const { version } = await store.profiles.insert(profiles.full('P', tenant))
      await harness.raw?.execute(`update profiles set activation = 'other' where tenant_id = '${tenant}'`)
      const row = await store.profiles.get('P', tenant)
      equal(row?.activation, 'other', 'activation')
      holds(row?.version !== version, 'the version did not change')
    },
  },
]
