import { equal, rejects } from '../../expectations.js'
import { refusedPages } from '../refused-pages.js'
import type { StorageCase, StorageContext } from '../storage-context.js'
import { device, guidsOf, orderedGuids, summaryFields, summaryOf } from './device-rows.js'

/** Devices with these GUIDs, inserted in another order than theirs. */
async function insertAll({ store, tenant }: StorageContext, guids: readonly string[]): Promise<void> {
  for (const guid of [...guids].reverse()) await store.devices.insert(device(tenant, { guid }))
}

/** Counts, lists and pages of devices. */
export const deviceListCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/empty',
    group: 'behaviour',
    title: 'a tenant without devices has counts of 0 and empty lists',
    async run({ store, tenant }) {
      equal([await store.devices.count(tenant), await store.devices.countConnected(tenant)], [0, 0], 'counts')
      equal(await store.devices.list({}, tenant), [], 'list')
      equal(await store.devices.listTags(tenant), [], 'listTags')
      equal(await store.devices.delete(device(tenant).guid, tenant), false, 'delete')
    },
  },
  {
    id: 'storage/devices/count',
    group: 'behaviour',
    title: 'count follows inserts and deletes',
    async run({ store, tenant }) {
      const guids = orderedGuids(5)
      for (const guid of guids) await store.devices.insert(device(tenant, { guid }))
      equal(await store.devices.count(tenant), 5, 'after five inserts')
      for (const guid of guids.slice(0, 2)) await store.devices.delete(guid, tenant)
      equal(await store.devices.count(tenant), 3, 'after two deletes')
    },
  },
  {
    id: 'storage/devices/count-connected',
    group: 'behaviour',
    title: 'countConnected counts the devices whose status is true, after inserts, updates and deletes',
    async run({ store, tenant }) {
      const insert = (connectionStatus: boolean | null) => store.devices.insert(device(tenant, { connectionStatus }))
      const [first, second] = [await insert(true), await insert(true)]
      const [third] = [await insert(false), await insert(null)]
      equal(await store.devices.countConnected(tenant), 2, 'after the inserts')
      await store.devices.update(device(tenant, { guid: first.guid, connectionStatus: false }))
      await store.devices.update(device(tenant, { guid: third.guid, connectionStatus: true }))
      equal(await store.devices.countConnected(tenant), 2, 'after the updates')
      await store.devices.delete(second.guid, tenant)
      equal(await store.devices.countConnected(tenant), 1, 'after the delete')
    },
  },
  {
    id: 'storage/devices/list-fields',
    group: 'behaviour',
    title: 'every list answers the same fields, without the three instants',
    async run({ store, tenant }) {
      const { guid } = await store.devices.insert(device(tenant))
      const expected = [summaryOf(await store.devices.update(device(tenant, { guid })))]
      const lists = {
        list: await store.devices.list({}, tenant),
        findByHostname: await store.devices.findByHostname('host-1', tenant),
        findByFriendlyName: await store.devices.findByFriendlyName('Front desk', tenant),
        any: await store.devices.findByTags(['a'], 'any', {}, tenant),
        all: await store.devices.findByTags(['a'], 'all', {}, tenant),
      }
      for (const [what, rows] of Object.entries(lists)) {
        equal(Object.keys(rows[0] ?? {}).sort(), [...summaryFields].sort(), `fields of ${what}`)
        equal(rows, expected, what)
      }
    },
  },
  {
    id: 'storage/devices/list-order',
    group: 'behaviour',
    title: 'list is ordered by GUID, the same each time',
    async run(context) {
      const guids = orderedGuids(12)
      await insertAll(context, guids)
      const list = () => context.store.devices.list({}, context.tenant)
      equal(guidsOf(await list()), guids, 'GUIDs')
      equal(JSON.stringify(await list()), JSON.stringify(await list()), 'two lists')
    },
  },
  {
    id: 'storage/devices/list-pages',
    group: 'behaviour',
    title: 'limit and offset cut pages out of the order; the limit is 25 unless given',
    async run(context) {
      const guids = orderedGuids(27)
      await insertAll(context, guids)
      const page = async (limit?: number, offset?: number) =>
        guidsOf(
          await context.store.devices.list(
            { ...(limit !== undefined && { limit }), ...(offset !== undefined && { offset }) },
            context.tenant,
          ),
        )
      equal(await page(), guids.slice(0, 25), 'no limit')
      equal(await page(10), guids.slice(0, 10), 'first page')
      equal(await page(10, 10), guids.slice(10, 20), 'second page')
      equal(await page(10, 20), guids.slice(20), 'last page')
      equal(await page(0), [], 'limit 0')
      equal(await page(10, 27), [], 'offset at the end')
    },
  },
  {
    id: 'storage/devices/list-huge-pages',
    group: 'behaviour',
    title: 'limit and offset reach up to 2^53 - 1',
    async run(context) {
      const guids = orderedGuids(3)
      await insertAll(context, guids)
      const { devices } = context.store
      const huge = Number.MAX_SAFE_INTEGER
      equal(guidsOf(await devices.list({ limit: huge }, context.tenant)), guids, 'huge limit')
      equal(
        guidsOf(await devices.list({ limit: 9_999_999_999, offset: 1 }, context.tenant)),
        guids.slice(1),
        'above 32 bits',
      )
      equal(await devices.list({ offset: huge }, context.tenant), [], 'huge offset')
      equal(await devices.findByTags(['a'], 'any', { offset: huge }, context.tenant), [], 'any, huge offset')
      equal(guidsOf(await devices.findByTags(['a'], 'all', { limit: huge }, context.tenant)), guids, 'all, huge limit')
    },
  },
  {
    id: 'storage/devices/list-refused-pages',
    group: 'refusal',
    title: 'a negative, fractional or unsafe limit or offset throws invalid-argument',
    async run({ store, tenant }) {
      for (const page of refusedPages) {
        await rejects(store.devices.list(page, tenant), 'invalid-argument', `list ${JSON.stringify(page)}`)
        const search = store.devices.findByTags(['a'], 'any', page, tenant)
        await rejects(search, 'invalid-argument', `findByTags ${JSON.stringify(page)}`)
      }
    },
  },
  {
    id: 'storage/devices/find-by-names',
    group: 'behaviour',
    title: 'host name and friendly name are found exactly, in their case, ordered by GUID',
    async run({ store, tenant }) {
      const [first, second, third] = orderedGuids(3)
      await store.devices.insert(device(tenant, { guid: second ?? '', hostname: 'Host', friendlyName: 'Desk' }))
      await store.devices.insert(device(tenant, { guid: first ?? '', hostname: 'Host', friendlyName: 'Desk' }))
      await store.devices.insert(device(tenant, { guid: third ?? '', hostname: 'host', friendlyName: null }))
      equal(guidsOf(await store.devices.findByHostname('Host', tenant)), [first, second], 'by host name')
      equal(guidsOf(await store.devices.findByFriendlyName('Desk', tenant)), [first, second], 'by friendly name')
      equal(await store.devices.findByHostname('HOST', tenant), [], 'host name in another case')
      equal(await store.devices.findByFriendlyName('desk', tenant), [], 'friendly name in another case')
      equal(await store.devices.findByHostname('Hos', tenant), [], 'start of a host name')
    },
  },
]
