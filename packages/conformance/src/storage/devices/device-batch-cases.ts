import type { DeviceInput, InsertProgress } from '@dmt-providers/core'
import { equal, holds, rejects } from '../../expectations.js'
import { nastyStrings, refusedStrings } from '../../nasty-strings.js'
import type { StorageCase } from '../storage-context.js'
import { device, equalsDevice, guidsOf } from './device-rows.js'

/** What many devices at a time become in the store. */
export const deviceBatchCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/insert-many-rows',
    group: 'behaviour',
    title:
      'insertMany stores every field of every device, instants with their milliseconds, and null for what is absent',
    async run({ store, tenant, otherTenant }) {
      const bare: DeviceInput = { guid: device(tenant).guid, tenantId: tenant }
      const rows = [device(tenant), bare, device(otherTenant, { connectionStatus: false, tags: [], deviceInfo: {} })]
      equal(await store.devices.insertMany(rows), { inserted: 3, skipped: 0 }, 'answer')
      for (const row of rows) {
        const stored = { ...row, tags: row === bare ? [] : (row.tags ?? null) }
        equalsDevice(await store.devices.get(row.guid, row.tenantId), stored, 'get', 'with instants')
      }
    },
  },
  {
    id: 'storage/devices/insert-many-empty',
    group: 'behaviour',
    title: 'insertMany of no devices stores none',
    async run({ store, tenant }) {
      equal(await store.devices.insertMany([]), { inserted: 0, skipped: 0 }, 'answer')
      equal(await store.devices.count(tenant), 0, 'count')
    },
  },
  {
    id: 'storage/devices/insert-many-batches',
    group: 'behaviour',
    title: 'insertMany takes a stream batch by batch, and every other call sees the devices',
    async run({ store, tenant }) {
      const rows = devices(tenant, 23).map((row, index) => ({
        ...row,
        connectionStatus: index < 20,
        tags: [`t${index % 3}`],
      }))
      const heard: InsertProgress[] = []
      const options = { batchSize: 10, onProgress: (progress: InsertProgress) => heard.push(progress) }
      equal(await store.devices.insertMany(streamOf(rows), options), { inserted: 23, skipped: 0 }, 'answer')
      equal(
        heard,
        [10, 20, 23].map((inserted) => ({ inserted, skipped: 0 })),
        'progress',
      )
      equal(await store.devices.count(tenant), 23, 'count')
      equal(await store.devices.countConnected(tenant), 20, 'connected')
      equal((await store.devices.listTags(tenant)).sort(), ['t0', 't1', 't2'], 'tags')
      equal((await store.devices.findByTags(['t1'], 'all', {}, tenant)).length, 8, 'devices with a tag')
      equal(guidsOf(await store.devices.list({}, tenant)), guids(rows), 'list')
    },
  },
  {
    id: 'storage/devices/insert-many-nasty',
    group: 'nasty strings',
    title: 'insertMany keeps nasty texts exactly, wherever in a device they are',
    async run({ store, tenant }) {
      const rows = [...Object.values(nastyStrings), ''].map((text) =>
        device(tenant, {
          hostname: text,
          tags: [text, '', text],
          mpsInstance: text,
          mpsusername: text,
          friendlyName: text,
          dnsSuffix: text,
          deviceInfo: { z: text, [text]: { a: [text, null] } },
        }),
      )
      await store.devices.insertMany(rows)
      for (const row of rows) {
        const stored = await store.devices.get(row.guid, tenant)
        equalsDevice(stored, row, JSON.stringify(row.hostname), 'with instants')
        equal(JSON.stringify(stored?.deviceInfo), JSON.stringify(row.deviceInfo), 'device information')
      }
    },
  },
  {
    id: 'storage/devices/insert-many-like-insert',
    group: 'nasty strings',
    title: 'device information comes back from insertMany as it does from insert, whatever texts are in it',
    async run({ store, tenant }) {
      for (const [what, text] of Object.entries(refusedStrings)) {
        const deviceInfo = { before: 1, [`key ${text}`]: [text] }
        const [one, many] = [device(tenant, { deviceInfo }), device(tenant, { deviceInfo })]
        await store.devices.insert(one)
        await store.devices.insertMany([many])
        const [expected, actual] = [await store.devices.get(one.guid), await store.devices.get(many.guid)]
        equal(JSON.stringify(actual?.deviceInfo), JSON.stringify(expected?.deviceInfo), `with ${what}`)
      }
    },
  },
  {
    id: 'storage/devices/insert-many-duplicate',
    group: 'errors',
    title: 'a GUID that another tenant has throws conflict with the GUID, and nothing of its batch is stored',
    async run({ store, tenant, otherTenant }) {
      const rows = devices(tenant, 9)
      const there = device(otherTenant, { guid: rows[5]?.guid ?? '' })
      const before = await store.devices.insert(there)
      const error = await rejects(store.devices.insertMany(rows, { batchSize: 4 }), 'conflict', 'insertMany', {
        reason: 'duplicate',
        table: 'devices',
      })
      equal(error.key, there.guid, 'key of the error')
      equal(error.progress, { inserted: 4, skipped: 0, position: 6 }, 'progress of the error')
      equal(guidsOf(await store.devices.list({}, tenant)), guids(rows.slice(0, 4)), 'what is stored')
      equal(await store.devices.get(there.guid), before, 'the other device')
    },
  },
  {
    id: 'storage/devices/insert-many-skip',
    group: 'behaviour',
    title:
      'insertMany with skip leaves devices as they are whose GUID exists in any tenant, and completes a run cut short',
    async run({ store, tenant, otherTenant }) {
      const rows = devices(tenant, 9)
      const mine = device(tenant, { guid: rows[2]?.guid ?? '', hostname: 'kept' })
      const theirs = device(otherTenant, { guid: rows[6]?.guid ?? '', hostname: 'kept too' })
      const before = [await store.devices.insert(mine), await store.devices.insert(theirs)]
      const skip = { batchSize: 4, onDuplicate: 'skip' as const }
      equal(await store.devices.insertMany(rows, skip), { inserted: 7, skipped: 2 }, 'first run')
      equal(await store.devices.insertMany(rows, skip), { inserted: 0, skipped: 9 }, 'second run')
      for (const row of before) equal(await store.devices.get(row.guid), row, 'a device that was there')
      equal(await store.devices.count(tenant), 8, 'count')
    },
  },
  {
    id: 'storage/devices/insert-many-twice-in-source',
    group: 'errors',
    title: 'a GUID that the source has twice, in whatever case, is a conflict or is skipped, within a batch and across',
    async run({ store, tenant }) {
      for (const [batchSize, inserted] of [
        [10, 5],
        [3, 3],
      ] as const) {
        const rows = devices(tenant, 5)
        const again = { ...device(tenant, { hostname: 'again' }), guid: String(rows[1]?.guid).toUpperCase() }
        const call = store.devices.insertMany([...rows, again], { batchSize })
        const error = await rejects(call, 'conflict', `batches of ${batchSize}`, { reason: 'duplicate' })
        equal([error.key, error.progress], [rows[1]?.guid, { inserted, skipped: 0, position: 6 }], 'key and progress')
        const rest = await store.devices.insertMany([...rows, again], { batchSize, onDuplicate: 'skip' })
        equal(rest, { inserted: 5 - inserted, skipped: 1 + inserted }, 'with skip')
        equal((await store.devices.get(again.guid))?.hostname, rows[1]?.hostname, 'host name of the first')
      }
    },
  },
  {
    id: 'storage/devices/insert-many-bad-row',
    group: 'refusal',
    title: 'a device that is wrong is named by field and place; those before it are stored and none behind it',
    async run({ store, tenant }) {
      const rows = devices(tenant, 9)
      const bad = { ...device(tenant), hostname: 'x'.repeat(257) }
      for (const [place, batchSize] of [
        [7, 4],
        [4, 4],
        [0, 4],
      ] as const) {
        const source = [...rows.slice(0, place), bad, ...rows.slice(place)]
        const call = store.devices.insertMany(streamOf(source), { batchSize, onDuplicate: 'skip' })
        const error = await rejects(call, 'invalid-argument', 'insertMany')
        holds(error.message.includes('devices.hostname has 257 characters'), `the message is ${error.message}`)
        holds(error.message.includes(`row ${place + 1} `), `the message is ${error.message}`)
        equal(error.progress?.position, place + 1, 'position')
        equal((error.progress?.inserted ?? 0) + (error.progress?.skipped ?? 0), place, 'devices dealt with')
        equal(guidsOf(await store.devices.list({}, tenant)), guids(rows.slice(0, 7)), 'what is stored')
      }
    },
  },
  {
    id: 'storage/devices/insert-many-source-fails',
    group: 'errors',
    title: 'a source that fails ends insertMany once the devices that it gave are stored',
    async run({ store, tenant }) {
      const rows = devices(tenant, 5)
      async function* failing() {
        yield* rows
        throw new Error('the file ended early')
      }
      const error = await rejects(store.devices.insertMany(failing(), { batchSize: 3 }), 'internal', 'insertMany')
      holds(error.message.includes('the file ended early'), `the message is ${error.message}`)
      equal(error.progress?.inserted, 5, 'devices that the error says are stored')
      equal(await store.devices.count(tenant), 5, 'count')
    },
  },
  {
    id: 'storage/devices/insert-many-aborted',
    group: 'cancellation',
    title: 'a signal ends insertMany, whose error says how many devices are stored; another run completes it',
    async run({ store, tenant }) {
      const controller = new AbortController()
      const rows = devices(tenant, 9)
      const onProgress = () => controller.abort()
      const call = store.devices.insertMany(rows, { batchSize: 3, signal: controller.signal, onProgress })
      equal(
        (await rejects(call, 'aborted', 'insertMany')).progress?.inserted,
        3,
        'devices that the error says are stored',
      )
      equal(guidsOf(await store.devices.list({}, tenant)), guids(rows.slice(0, 3)), 'what is stored')
      const rest = await store.devices.insertMany(rows, { onDuplicate: 'skip' })
      equal(rest, { inserted: 6, skipped: 3 }, 'another run')
    },
  },
  {
    id: 'storage/devices/insert-many-race',
    group: 'versions and races',
    title: 'of several insertMany with skip of the same devices, each device is inserted by exactly one',
    async run({ store, tenant }) {
      const rows = devices(tenant, 60)
      const skip = { batchSize: 7, onDuplicate: 'skip' as const }
      const runs = await Promise.all([1, 2, 3].map(() => store.devices.insertMany(rows, skip)))
      equal(sum(runs.map(({ inserted }) => inserted)), 60, 'devices that the runs inserted')
      equal(sum(runs.map(({ skipped }) => skipped)), 120, 'devices that the runs skipped')
      equal(guidsOf(await store.devices.list({ limit: 100 }, tenant)), guids(rows), 'list')
    },
  },
  {
    id: 'storage/devices/insert-many-refused',
    group: 'refusal',
    title: 'insertMany refuses what is no source, no batch size and no way to treat duplicates',
    async run({ store, tenant }) {
      const given: [unknown, object][] = [
        [5, {}],
        [undefined, {}],
        [[device(tenant)], { batchSize: 0 }],
        [[device(tenant)], { batchSize: 10_001 }],
        [[device(tenant)], { batchSize: 1.5 }],
        [[device(tenant)], { onDuplicate: 'replace' }],
        [[undefined], {}],
      ]
      for (const [source, options] of given) {
        await rejects(store.devices.insertMany(source as DeviceInput[], options), 'invalid-argument', 'insertMany')
      }
      equal(await store.devices.count(tenant), 0, 'count')
    },
  },
]

/** Devices in the order of their GUIDs. */
function devices(tenant: string, count: number): DeviceInput[] {
  return Array.from({ length: count }, () => device(tenant)).sort((one, other) => (one.guid < other.guid ? -1 : 1))
}

function guids(rows: readonly DeviceInput[]): string[] {
  return rows.map(({ guid }) => guid)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

async function* streamOf<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows
}
