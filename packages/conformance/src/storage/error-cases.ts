import { equal, rejects, showsNone } from '../expectations.js'
import { device } from './devices/device-rows.js'
import { ciraConfigs, profiles, wirelessProfiles } from './named-tables/subjects.js'
import type { StorageCase } from './storage-context.js'

const confidential = 'Confidential-1'

/** What errors say, and what they never say. */
export const errorCases: readonly StorageCase[] = [
  {
    id: 'storage/errors/named',
    group: 'errors',
    title: 'an error names the provider and the operation',
    async run({ store, tenant }) {
      const row = device(tenant)
      await store.devices.insert(row)
      const error = await rejects(store.devices.insert(row), 'conflict', 'second insert')
      equal([error.provider, error.operation], [store.provider, 'devices.insert'], 'provider and operation')
      equal(error.retryable, false, 'retryable')
    },
  },
  {
    id: 'storage/errors/shows-no-secret-on-conflict',
    group: 'errors',
    title: 'a refused row shows its passwords in no part of the error',
    async run({ harness, store, tenant }) {
      const cira = { ...ciraConfigs.full('C', tenant), password: confidential }
      await store.ciraConfigs.insert(cira)
      const wireless = { ...wirelessProfiles.full('W', tenant), pskPassphrase: confidential }
      const profile = { ...profiles.full('P', tenant), amtPassword: confidential, ciraConfigName: 'none' }
      const refused = {
        duplicate: () => store.ciraConfigs.insert(cira),
        'missing reference': () => store.wirelessProfiles.insert({ ...wireless, ieee8021xProfileName: 'none' }),
        'missing reference of a profile': () => store.profiles.insert(profile),
      }
      for (const [what, call] of Object.entries(refused)) {
        const error = await rejects(call(), 'conflict', what)
        showsNone(error, [confidential, ...(harness.confidential?.() ?? [])], what)
      }
    },
  },
  {
    id: 'storage/errors/shows-no-secret-on-refusal',
    group: 'errors',
    title: 'a refused argument is described and not shown',
    async run({ store, tenant }) {
      const password = confidential.repeat(10)
      const insert = store.ciraConfigs.insert({ ...ciraConfigs.full('C', tenant), password })
      const error = await rejects(insert, 'invalid-argument', 'a password that is too long')
      showsNone(error, [confidential], 'a password that is too long')
      equal(error.message.includes('password'), true, 'the message names the field')
    },
  },
]
