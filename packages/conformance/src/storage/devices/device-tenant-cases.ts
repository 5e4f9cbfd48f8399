import { equal, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import { device, guidsOf } from './device-rows.js'

/** No call but two sees another tenant's devices. */
export const deviceTenantCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/tenant-get',
    group: 'behaviour',
    title: "get with a tenant does not see another tenant's device",
    async run({ store, tenant, otherTenant }) {
      const { guid } = await store.devices.insert(device(otherTenant))
      equal(await store.devices.get(guid, tenant), undefined, 'for another tenant')
      equal(await store.devices.get(guid, ''), undefined, 'for the empty tenant')
    },
  },
  {
    id: 'storage/devices/get-any-tenant',
    group: 'behaviour',
    title: 'get without a tenant finds a device of any',
    async run({ store, tenant }) {
      const row = await store.devices.insert(device(tenant))
      equal(await store.devices.get(row.guid), row, 'the device')
      equal(await store.devices.get(device(tenant).guid), undefined, 'a device of none')
    },
  },
  {
    id: 'storage/devices/tenant-counts',
    group: 'behaviour',
    title: "counts do not include another tenant's devices",
    async run({ store, tenant, otherTenant }) {
      await store.devices.insert(device(otherTenant))
      equal(await store.devices.count(tenant), 0, 'count')
      equal(await store.devices.countConnected(tenant), 0, 'count of connected ones')
    },
  },
  {
    id: 'storage/devices/tenant-lists',
    group: 'behaviour',
    title: "no list includes another tenant's devices",
    async run({ store, tenant, otherTenant }) {
      await store.devices.insert(device(otherTenant, { hostname: 'h', friendlyName: 'f', tags: ['t'] }))
      equal(await store.devices.list({}, tenant), [], 'list')
      equal(await store.devices.findByHostname('h', tenant), [], 'findByHostname')
      equal(await store.devices.findByFriendlyName('f', tenant), [], 'findByFriendlyName')
    },
  },
  {
    id: 'storage/devices/tenant-tags',
    group: 'behaviour',
    title: "no search by tag includes another tenant's devices or tags",
    async run({ store, tenant, otherTenant }) {
      await store.devices.insert(device(otherTenant, { tags: ['t'] }))
      equal(await store.devices.findByTags(['t'], 'any', {}, tenant), [], 'any')
      equal(await store.devices.findByTags(['t'], 'all', {}, tenant), [], 'all')
      equal(await store.devices.findByTags([], 'all', {}, tenant), [], 'all of none')
      equal(await store.devices.listTags(tenant), [], 'listTags')
    },
  },
  {
    id: 'storage/devices/tenant-update',
    group: 'behaviour',
    title: "update does not reach another tenant's device, and cannot move it",
    async run({ store, tenant, otherTenant }) {
      const theirs = await store.devices.insert(device(otherTenant))
      await rejects(store.devices.update(device(tenant, { guid: theirs.guid })), 'not-found', 'update')
      equal(await store.devices.get(theirs.guid), theirs, 'their device')
    },
  },
  {
    id: 'storage/devices/tenant-delete',
    group: 'behaviour',
    title: "delete does not reach another tenant's device",
    async run({ store, tenant, otherTenant }) {
      const theirs = await store.devices.insert(device(otherTenant))
      equal(await store.devices.delete(theirs.guid, tenant), false, 'delete')
      equal(await store.devices.get(theirs.guid), theirs, 'their device')
    },
  },
  {
    id: 'storage/devices/tenant-empty',
    group: 'behaviour',
    title: 'the empty text is a tenant of its own',
    async run({ store, tenant }) {
      const row = await store.devices.insert(device('', { hostname: `of no tenant ${tenant}` }))
      equal(await store.devices.get(row.guid, ''), row, 'get')
      equal(await store.devices.get(row.guid, tenant), undefined, 'get for a named tenant')
      equal(guidsOf(await store.devices.findByHostname(`of no tenant ${tenant}`, '')), [row.guid], 'findByHostname')
      equal(await store.devices.delete(row.guid, ''), true, 'delete')
    },
  },
  {
    id: 'storage/devices/tenant-case',
    group: 'behaviour',
    title: 'tenant ids are case-sensitive',
    async run({ store, tenant }) {
      const { guid } = await store.devices.insert(device(tenant))
      equal(await store.devices.get(guid, tenant.toUpperCase()), undefined, 'get in upper case')
      equal(await store.devices.count(tenant.toUpperCase()), 0, 'count in upper case')
    },
  },
  {
    id: 'storage/devices/clear-instance',
    group: 'behaviour',
    title: 'clearInstance disconnects the devices of one MPS instance in all tenants, and counts them',
    async run({ store, tenant, otherTenant }) {
      const mpsInstance = `mps of ${tenant}`
      const mine = await store.devices.insert(device(tenant, { mpsInstance }))
      const theirs = await store.devices.insert(device(otherTenant, { mpsInstance, connectionStatus: null }))
      const other = await store.devices.insert(device(tenant, { mpsInstance: mpsInstance.toUpperCase() }))
      equal(await store.devices.clearInstance(mpsInstance), 2, 'devices cleared')
      const cleared = { mpsInstance: null, connectionStatus: false }
      equal(await store.devices.get(mine.guid), { ...mine, ...cleared }, 'my device')
      equal(await store.devices.get(theirs.guid), { ...theirs, ...cleared }, 'their device')
      equal(await store.devices.get(other.guid), other, 'a device of another instance')
      equal(await store.devices.countConnected(tenant), 1, 'connected devices left')
      equal(await store.devices.clearInstance(mpsInstance), 0, 'devices cleared again')
    },
  },
]
