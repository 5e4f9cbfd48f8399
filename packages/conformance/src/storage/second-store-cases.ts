import { equal, outcome } from '../expectations.js'
import { device } from './devices/device-rows.js'
import { ciraConfigs, profiles } from './named-tables/subjects.js'
import type { StorageCase } from './storage-context.js'

/** Several processes on one database, as MPS and RPS instances are. */
export const secondStoreCases: readonly StorageCase[] = [
  {
    id: 'storage/second-store/sees-devices',
    group: 'behaviour',
    title: 'a second store sees each write and delete of the first at once, in rows, counts and tags',
    needs: ['second-store'],
    async run(context) {
      const { store, tenant } = context
      const second = await context.openSecond()
      equal(await second.devices.count(tenant), 0, 'count before')
      const { guid } = await store.devices.insert(device(tenant))
      const updated = await store.devices.update(device(tenant, { guid, tags: ['new'] }))
      equal(await second.devices.get(guid, tenant), updated, 'the device')
      equal([await second.devices.count(tenant), await second.devices.countConnected(tenant)], [1, 1], 'counts')
      equal(await second.devices.listTags(tenant), ['new'], 'tags')
      await store.devices.delete(guid, tenant)
      equal([await second.devices.count(tenant), await second.devices.countConnected(tenant)], [0, 0], 'counts after')
    },
  },
  {
    id: 'storage/second-store/sees-rows',
    group: 'behaviour',
    title: 'a second store sees rows and versions of the first at once',
    needs: ['second-store'],
    async run(context) {
      const { store, tenant } = context
      const second = await context.openSecond()
      equal(await second.profiles.get('P', tenant), undefined, 'before')
      const first = await store.profiles.insert(profiles.full('P', tenant))
      equal(await second.profiles.get('P', tenant), first, 'after the insert')
      const updated = await second.profiles.update(profiles.minimal('P', tenant), first.version)
      equal(await store.profiles.get('P', tenant), updated, 'after the update')
    },
  },
  {
    id: 'storage/second-store/writers-race',
    group: 'versions and races',
    title: 'of writers of two stores with the same version exactly one wins',
    needs: ['second-store'],
    async run(context) {
      const { store, tenant } = context
      const stores = [store, await context.openSecond()]
      const { version } = await store.ciraConfigs.insert(ciraConfigs.minimal('C', tenant))
      const update = (one: typeof store) => outcome(one.ciraConfigs.update(ciraConfigs.full('C', tenant), version))
      const outcomes = await Promise.all([...stores, ...stores, ...stores].map(update))
      equal(outcomes.sort(), ['ok', ...Array(5).fill('stale-version')], 'outcomes')
    },
  },
  {
    id: 'storage/second-store/deletes-race',
    group: 'versions and races',
    title: 'of several deletes of one row exactly one answers true',
    needs: ['second-store'],
    async run(context) {
      const { store, tenant } = context
      const stores = [store, await context.openSecond()]
      const { guid } = await store.devices.insert(device(tenant))
      const deletes = [...stores, ...stores].map((one) => one.devices.delete(guid, tenant))
      equal((await Promise.all(deletes)).filter(Boolean).length, 1, 'deletes that answered true')
      equal(await store.devices.count(tenant), 0, 'count')
    },
  },
]
