import { equal, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import { device, equalsDevice } from './device-rows.js'

/** How one device is written and read. */
export const deviceRowCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/insert-answers-row',
    group: 'behaviour',
    title: 'insert answers the stored row; the three instants are not stored by it',
    async run({ store, tenant }) {
      const row = device(tenant)
      equalsDevice(await store.devices.insert(row), row, 'insert', 'without instants')
      equalsDevice(await store.devices.get(row.guid, tenant), row, 'get', 'without instants')
    },
  },
  {
    id: 'storage/devices/absent-fields',
    group: 'behaviour',
    title: 'fields that an insert does not give are null, and tags an empty list',
    async run({ store, tenant }) {
      const row = { guid: device(tenant).guid, tenantId: tenant }
      await store.devices.insert(row)
      equalsDevice(await store.devices.get(row.guid, tenant), { ...row, tags: [] }, 'get', 'without instants')
    },
  },
  {
    id: 'storage/devices/update-replaces-row',
    group: 'behaviour',
    title: 'update answers the stored row and replaces every field, instants with their milliseconds',
    async run({ store, tenant }) {
      const { guid } = await store.devices.insert({ guid: device(tenant).guid, tenantId: tenant })
      const row = device(tenant, { guid })
      equalsDevice(await store.devices.update(row), row, 'update', 'with instants')
      equalsDevice(await store.devices.get(guid, tenant), row, 'get', 'with instants')
    },
  },
  {
    id: 'storage/devices/update-clears-row',
    group: 'behaviour',
    title: 'update clears every field that it does not give, tags included',
    async run({ store, tenant }) {
      const { guid } = await store.devices.insert(device(tenant))
      await store.devices.update(device(tenant, { guid }))
      const row = { guid, tenantId: tenant }
      equalsDevice(await store.devices.update(row), row, 'update', 'with instants')
      equalsDevice(await store.devices.get(guid, tenant), row, 'get', 'with instants')
    },
  },
  {
    id: 'storage/devices/update-missing',
    group: 'errors',
    title: 'update of a device that does not exist throws not-found and adds none',
    async run({ store, tenant }) {
      const row = device(tenant)
      await rejects(store.devices.update(row), 'not-found', 'update')
      equal(await store.devices.get(row.guid), undefined, 'the device')
    },
  },
  {
    id: 'storage/devices/instants',
    group: 'behaviour',
    title: 'instants may be written as ISO text with any offset and come back as Date',
    async run({ store, tenant }) {
      const { guid } = await store.devices.insert(device(tenant))
      const lastSeen = '2026-03-29T02:30:00.007+05:45'
      const row = await store.devices.update(device(tenant, { guid, lastSeen, lastConnected: '1970-01-01T00:00:00Z' }))
      equal(row.lastSeen, new Date(lastSeen), 'lastSeen')
      equal(row.lastConnected, new Date(0), 'lastConnected')
    },
  },
  {
    id: 'storage/devices/connection-status',
    group: 'behaviour',
    title: 'a connection status is true, false or null, each kept apart',
    async run({ store, tenant }) {
      for (const connectionStatus of [true, false, null]) {
        const { guid } = await store.devices.insert(device(tenant, { connectionStatus }))
        equal((await store.devices.get(guid, tenant))?.connectionStatus, connectionStatus, 'connection status')
      }
    },
  },
  {
    id: 'storage/devices/device-info',
    group: 'behaviour',
    title: 'device information keeps its key order, nesting and Unicode',
    async run({ store, tenant }) {
      const nested = { z: 1, a: [{ y: null, b: [] }, {}, 'ü😀\u2028"\\'], '': '', '1': 0.5, big: 2 ** 53 - 1 }
      const deviceInfo = { zulu: 'first', alpha: 'second', nested, last: true }
      const { guid } = await store.devices.insert(device(tenant, { deviceInfo }))
      const row = await store.devices.get(guid, tenant)
      equal(JSON.stringify(row?.deviceInfo), JSON.stringify(deviceInfo), 'device information')
      const [listed] = await store.devices.list({}, tenant)
      equal(JSON.stringify(listed?.deviceInfo), JSON.stringify(deviceInfo), 'device information in a list')
    },
  },
  {
    id: 'storage/devices/device-info-empty',
    group: 'behaviour',
    title: 'an empty object is not null, and null is not an object',
    async run({ store, tenant }) {
      const empty = await store.devices.insert(device(tenant, { deviceInfo: {} }))
      const none = await store.devices.insert(device(tenant, { deviceInfo: null }))
      equal((await store.devices.get(empty.guid, tenant))?.deviceInfo, {}, 'the empty object')
      equal((await store.devices.get(none.guid, tenant))?.deviceInfo, null, 'null')
    },
  },
  {
    id: 'storage/devices/tags-kept',
    group: 'behaviour',
    title: 'tags keep order, case and duplicates; an empty list is not null',
    async run({ store, tenant }) {
      for (const tags of [['b', 'B', 'a', 'b', ''], ['a,b', '{c}', '"d"', "e'", 'NULL', '😀'], [], null]) {
        const { guid } = await store.devices.insert(device(tenant, { tags }))
        equal((await store.devices.get(guid, tenant))?.tags, tags, 'tags')
      }
    },
  },
  {
    id: 'storage/devices/delete',
    group: 'behaviour',
    title: 'delete answers true once and false afterwards, and leaves other devices alone',
    async run({ store, tenant }) {
      const [gone, kept] = [await store.devices.insert(device(tenant)), await store.devices.insert(device(tenant))]
      equal(await store.devices.delete(gone.guid, tenant), true, 'first delete')
      equal(await store.devices.delete(gone.guid, tenant), false, 'second delete')
      equal(await store.devices.get(gone.guid), undefined, 'the deleted device')
      equal(await store.devices.get(kept.guid, tenant), kept, 'the other device')
    },
  },
  {
    id: 'storage/devices/reinsert',
    group: 'behaviour',
    title: 'the GUID of a deleted device can be used again, by another tenant too',
    async run({ store, tenant, otherTenant }) {
      const first = device(tenant)
      await store.devices.insert(first)
      await store.devices.delete(first.guid, tenant)
      const second = device(otherTenant, { guid: first.guid, tags: ['new'] })
      equalsDevice(await store.devices.insert(second), second, 'insert', 'without instants')
      equal(await store.devices.listTags(tenant), [], 'tags of the first tenant')
    },
  },
]
