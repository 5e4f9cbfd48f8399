import { getEventListeners } from 'node:events'
import type { Device, DeviceInput, DeviceStreamOptions, StorageStore } from '@dmt-providers/core'
import { equal, holds, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import { device, equalsDevice, guidsOf, orderedGuids } from './device-rows.js'

/** How many devices are read one after the other. */
export const deviceStreamCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/stream-whole',
    group: 'behaviour',
    title: 'stream answers every device of a tenant once and whole, in the order of the GUIDs, over many batches',
    async run({ store, tenant, otherTenant }) {
      const rows = await seed(store, tenant, 23)
      await seed(store, otherTenant, 5)
      const streamed = await all(store, { tenantId: tenant, batchSize: 4 })
      equal(guidsOf(streamed), guidsIn(rows), 'GUIDs')
      for (const [index, row] of rows.entries()) equalsDevice(streamed[index], row, 'a device', 'with instants')
    },
  },
  {
    id: 'storage/devices/stream-large',
    group: 'behaviour',
    title: 'stream answers a tenant whose devices fill a batch exactly, and one with more than the largest first batch',
    async run({ store, tenant, otherTenant }) {
      const [few, many] = [await seed(store, tenant, 8), await seed(store, otherTenant, 230)]
      equal(guidsOf(await all(store, { tenantId: tenant, batchSize: 4 })), guidsIn(few), 'two whole batches')
      equal(guidsOf(await all(store, { tenantId: otherTenant })), guidsIn(many), 'batches of the usual size')
    },
  },
  {
    id: 'storage/devices/stream-empty',
    group: 'behaviour',
    title: 'stream of a tenant without devices answers none',
    async run({ store, tenant, otherTenant }) {
      await seed(store, otherTenant, 2)
      equal(await all(store, { tenantId: tenant }), [], 'devices')
    },
  },
  {
    id: 'storage/devices/stream-tenants',
    group: 'behaviour',
    title: 'stream without tenant answers the devices of all, in one order',
    async run({ store, tenant, otherTenant }) {
      // Of a store in use only the end of all GUIDs is read.
      const guids = orderedGuids(12)
        .map((guid) => guid.replace(/^.{8}/, 'ffffffff'))
        .sort()
      const rows = guids.map((guid, index) => device(index % 2 === 0 ? tenant : otherTenant, { guid }))
      await store.devices.insertMany(rows)
      const after = 'fffffffe-ffff-ffff-ffff-ffffffffffff'
      const own = new Set<string>([tenant, otherTenant])
      const streamed = (await all(store, { after, batchSize: 5 })).filter(({ tenantId }) => own.has(tenantId))
      equal(guidsOf(streamed), guids, 'GUIDs')
    },
  },
  {
    id: 'storage/devices/stream-after',
    group: 'behaviour',
    title: 'stream begins behind a GUID, in whatever case, also behind one that no device has',
    async run({ store, tenant }) {
      const rows = await seed(store, tenant, 9)
      const [at = '', next = ''] = [rows[3]?.guid, rows[4]?.guid]
      const options = { tenantId: tenant, batchSize: 2 }
      equal(
        guidsOf(await all(store, { ...options, after: at.toUpperCase() })),
        guidsIn(rows.slice(4)),
        'behind a device',
      )
      await store.devices.delete(next, tenant)
      equal(guidsOf(await all(store, { ...options, after: next })), guidsIn(rows.slice(5)), 'behind a deleted one')
      equal(await all(store, { ...options, after: rows[8]?.guid }), [], 'behind the last one')
    },
  },
  {
    id: 'storage/devices/stream-left',
    group: 'lifecycle',
    title: 'a stream may be left early and iterated again, and leaves nothing behind',
    async run(context) {
      const store = await context.open()
      const rows = await seed(store, context.tenant, 9)
      const { signal } = new AbortController()
      const stream = store.devices.stream({ tenantId: context.tenant, batchSize: 2, signal })
      for (let round = 0; round < 20; round += 1) equal((await first(stream))?.guid, rows[0]?.guid, `round ${round}`)
      const seen: Device[] = []
      for await (const one of stream) seen.push(one)
      equal(guidsOf(seen), guidsIn(rows), 'GUIDs of a whole round')
      await store.close()
      equal(getEventListeners(signal, 'abort').length, 0, 'listeners on the signal')
      await rejects(first(stream), 'closed', 'a round on the closed store')
    },
  },
  {
    id: 'storage/devices/stream-aborted',
    group: 'cancellation',
    title: 'a signal ends a stream with aborted, whatever it has read already, and the store stays usable',
    async run({ store, tenant }) {
      const rows = await seed(store, tenant, 9)
      const controller = new AbortController()
      const stream = store.devices.stream({ tenantId: tenant, batchSize: 4, signal: controller.signal })
      const seen: string[] = []
      const read = async () => {
        for await (const { guid } of stream) {
          seen.push(guid)
          if (seen.length === 2) controller.abort()
        }
      }
      await rejects(read(), 'aborted', 'the stream')
      equal(seen, guidsIn(rows.slice(0, 2)), 'GUIDs seen')
      equal((await all(store, { tenantId: tenant })).length, 9, 'devices of another stream')
    },
  },
  {
    id: 'storage/devices/stream-changes',
    group: 'versions and races',
    title: 'while devices come and go a stream answers none twice, those ahead as they are, and none behind',
    async run({ store, tenant }) {
      const rows = Array.from({ length: 20 }, (_, index) => device(tenant, { guid: numbered(tenant, index * 2 + 1) }))
      await store.devices.insertMany(rows)
      const seen: string[] = []
      for await (const { guid } of store.devices.stream({ tenantId: tenant, batchSize: 3 })) {
        if (seen.length === 0) {
          await store.devices.insertMany([0, 38].map((number) => device(tenant, { guid: numbered(tenant, number) })))
          await store.devices.delete(numbered(tenant, 37), tenant)
        }
        seen.push(guid)
      }
      const numbers = [...rows.keys()].map((index) => index * 2 + 1).filter((number) => number !== 37)
      equal(
        seen,
        [...numbers.slice(0, -1), 38, 39].map((number) => numbered(tenant, number)),
        'GUIDs',
      )
    },
  },
  {
    id: 'storage/devices/stream-copied',
    group: 'behaviour',
    title: 'what stream answers is what insertMany takes',
    async run({ store, tenant }) {
      const rows = await seed(store, tenant, 9)
      const options = { batchSize: 4, onDuplicate: 'skip' as const }
      for (const { guid } of rows.slice(3, 6)) await store.devices.delete(guid, tenant)
      const stream = store.devices.stream({ tenantId: tenant, batchSize: 2 })
      equal(await store.devices.insertMany(stream, options), { inserted: 0, skipped: 6 }, 'a copy onto itself')
      const before = await all(store, { tenantId: tenant })
      for (const { guid } of before) await store.devices.delete(guid, tenant)
      equal(await store.devices.insertMany(before, options), { inserted: 6, skipped: 0 }, 'a copy of what was read')
      equal(await all(store, { tenantId: tenant }), before, 'devices')
    },
  },
  {
    id: 'storage/devices/stream-refused',
    group: 'refusal',
    title: 'stream refuses what is no tenant, no GUID and no batch size at once',
    async run({ store }) {
      const given = [{ tenantId: 'x'.repeat(37) }, { after: 'x' }, { batchSize: 0 }, { batchSize: 10_001 }]
      for (const options of given) {
        const call = async () => store.devices.stream(options)
        const error = await rejects(call(), 'invalid-argument', 'stream')
        holds(error.message.startsWith(Object.keys(options)[0] ?? ''), `the message is ${error.message}`)
      }
    },
  },
]

/** Adds so many devices; answers them in the order of their GUIDs. */
async function seed(store: StorageStore, tenant: string, count: number): Promise<DeviceInput[]> {
  const rows = orderedGuids(count).map((guid, index) => device(tenant, { guid, hostname: `host-${index}` }))
  await store.devices.insertMany(rows)
  return rows
}

async function all(store: StorageStore, options: DeviceStreamOptions): Promise<Device[]> {
  const devices: Device[] = []
  for await (const one of store.devices.stream(options)) devices.push(one)
  return devices
}

async function first(stream: AsyncIterable<Device>): Promise<Device | undefined> {
  for await (const one of stream) return one
  return undefined
}

function guidsIn(rows: readonly DeviceInput[]): string[] {
  return rows.map(({ guid }) => guid)
}

/** GUIDs in the order of their numbers, which no other tenant has. */
function numbered(tenant: string, number: number): string {
  return `${tenant.slice(0, 24)}${String(number).padStart(12, '0')}`
}
