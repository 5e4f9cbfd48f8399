import { equal, outcome, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import { device, guidsOf } from './device-rows.js'

const malformed = [
  '',
  'not-a-guid',
  '00000000-0000-0000-0000-00000000000',
  '00000000-0000-0000-0000-0000000000000',
  '{00000000-0000-0000-0000-000000000000}',
  '00000000000000000000000000000000',
  '00000000-0000-0000-0000-00000000000g',
  ' 00000000-0000-0000-0000-000000000000',
  "' or '1'='1",
]

/** The GUID of a device: unique across tenants, in any case, in one form. */
export const deviceKeyCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/guid-case',
    group: 'behaviour',
    title: 'a GUID is accepted in any case by every call, and answered in lower case',
    async run({ store, tenant }) {
      const row = device(tenant, {
        guid: 'ABCDEF00-0000-4000-8000-'.concat(device(tenant).guid.slice(-12).toUpperCase()),
      })
      const lower = row.guid.toLowerCase()
      equal((await store.devices.insert(row)).guid, lower, 'insert')
      equal((await store.devices.get(row.guid, tenant))?.guid, lower, 'get in upper case')
      equal((await store.devices.get(lower, tenant))?.guid, lower, 'get in lower case')
      equal(guidsOf(await store.devices.list({}, tenant)), [lower], 'list')
      equal((await store.devices.update(row)).guid, lower, 'update')
      equal(await store.devices.delete(row.guid, tenant), true, 'delete')
    },
  },
  {
    id: 'storage/devices/guid-malformed',
    group: 'refusal',
    title: 'a malformed GUID throws invalid-argument in every call',
    async run({ store, tenant }) {
      for (const guid of malformed) {
        const row = { guid, tenantId: tenant }
        const what = JSON.stringify(guid)
        await rejects(store.devices.get(guid), 'invalid-argument', `get ${what}`)
        await rejects(store.devices.insert(row), 'invalid-argument', `insert ${what}`)
        await rejects(store.devices.update(row), 'invalid-argument', `update ${what}`)
        await rejects(store.devices.delete(guid, tenant), 'invalid-argument', `delete ${what}`)
      }
    },
  },
  {
    id: 'storage/devices/duplicate',
    group: 'errors',
    title: 'a second device with the same GUID, in any case, throws conflict and changes nothing',
    async run({ store, tenant }) {
      const first = await store.devices.insert(device(tenant))
      const second = device(tenant, { guid: first.guid.toUpperCase(), tags: ['other'] })
      await rejects(store.devices.insert(second), 'conflict', 'insert', { reason: 'duplicate' })
      equal(await store.devices.get(first.guid, tenant), first, 'the device')
    },
  },
  {
    id: 'storage/devices/duplicate-other-tenant',
    group: 'errors',
    title: 'a GUID that exists in another tenant throws conflict, reason duplicate',
    async run({ store, tenant, otherTenant }) {
      const { guid } = await store.devices.insert(device(tenant))
      const second = device(otherTenant, { guid })
      await rejects(store.devices.insert(second), 'conflict', 'insert', { reason: 'duplicate' })
      equal(await store.devices.count(otherTenant), 0, 'count')
    },
  },
  {
    id: 'storage/devices/inserts-race',
    group: 'versions and races',
    title: 'of several inserts of one GUID exactly one wins',
    async run({ store, tenant }) {
      const row = device(tenant)
      const writers = Array.from({ length: 6 }, () => outcome(store.devices.insert(row)))
      equal((await Promise.all(writers)).sort(), [...Array(5).fill('conflict'), 'ok'], 'outcomes')
      equal(await store.devices.count(tenant), 1, 'count')
    },
  },
  {
    id: 'storage/devices/writers-race',
    group: 'versions and races',
    title: 'concurrent updates of one device all succeed, and one of them is what is stored',
    async run({ store, tenant }) {
      const { guid } = await store.devices.insert(device(tenant))
      const names = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5']
      const update = (hostname: string) => store.devices.update(device(tenant, { guid, hostname, tags: [hostname] }))
      await Promise.all(names.map(update))
      const row = await store.devices.get(guid, tenant)
      equal(names.includes(row?.hostname ?? ''), true, 'host name is one of those written')
      equal(row?.tags, [row?.hostname], 'tags come from the same write')
      equal(await store.devices.listTags(tenant), row?.tags, 'tags of the tenant')
    },
  },
]
