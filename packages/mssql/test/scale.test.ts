import type { DeviceInput, StorageStore } from '@dmt-providers/core'
import { mssqlDialect } from '@dmt-providers/sql'
import { expect, it, onTestFinished, vi } from 'vitest'
import { fleet, fleetTags } from '../../../tooling/fixtures/device-fleet.js'
import { anyOperation, diceOf, everyAnswer, perform } from '../../../tooling/fixtures/device-operations.js'
import { writeAtOnce } from '../../../tooling/fixtures/write-at-once.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { openStore } from './open-store.js'
import { tempDatabase } from './temp-database.js'

/** So that all tags of a device are 4,000 characters at most: an engine that stands in for SQL Server opens no longer JSON. */
const longest = 600

function shorter(device: DeviceInput): DeviceInput {
  const { tags } = device
  return tags === null || tags === undefined ? device : { ...device, tags: tags.map((tag) => tag.slice(-longest)) }
}

const devices = (size: number) => fleet(size).map(shorter)

const [scale] = mssqlDialect.migrations
const problemsOf = async (url: string) => (await mssqlAt(url, scale?.verify ?? '')).map(({ problem }) => problem)
const opened = (url: string) => openStore({ url, tables: ['devices'] })

async function scaledDatabase(): Promise<{ url: string; store: StorageStore }> {
  const url = await tempDatabase()
  const store = opened(url)
  await store.ping()
  return { url, store }
}

/** Two databases with the same devices, one of which has nothing but the hosts' own table. */
async function bothStores() {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  const { url: first } = await scaledDatabase()
  await mssqlAt(
    first,
    'drop trigger dmt_devices_changed',
    'drop table dmt_device_tags',
    'drop table dmt_device_counts',
    'drop table dmt_device_connections',
    `delete from dmt_migrations where name = '0002-devices-scale'`,
  )
  const { url, store: scaled } = await scaledDatabase()
  return { plain: opened(first), scaled, url }
}

await describeOn('mssql', 'the side tables', () => {
  it.each([1, 20_260_101])(
    'follow whatever is written, and every answer is that of a plain table (seed %i)',
    { timeout: 180_000 },
    async (seed) => {
      const { plain, scaled, url } = await bothStores()
      const dice = diceOf(seed)
      for (let turn = 1; turn <= 200; turn++) {
        const any = anyOperation(dice)
        const operation = { ...any, devices: any.devices.map(shorter) }
        const [there, expected] = [await perform(scaled, operation), await perform(plain, operation)]
        expect(there, `${turn}: ${JSON.stringify(operation)}`).toEqual(expected)
        if (turn % 50 === 0) expect(await everyAnswer(scaled)).toEqual(await everyAnswer(plain))
      }
      expect(await problemsOf(url)).toEqual([])
    },
  )

  it('answer every page and search of a fleet as a plain table does', { timeout: 240_000 }, async () => {
    const { plain, scaled, url } = await bothStores()
    for (const store of [plain, scaled]) await store.devices.insertMany(devices(3_000))
    expect(await problemsOf(url)).toEqual([])
    for (const offset of [0, 1_000, 1_003, 1_900, 2_500, 9_999]) {
      for (const limit of [1, 25, 700]) {
        expect(await scaled.devices.list({ limit, offset }, '')).toEqual(
          await plain.devices.list({ limit, offset }, ''),
        )
      }
    }
    const searches = [
      ['office'],
      ['office', 'lab'],
      ['office', 'nobody has this'],
      fleetTags.slice(0, 5),
      fleetTags.slice(-2).map((tag) => tag.slice(-longest)),
    ]
    for (const tags of searches) {
      for (const match of ['all', 'any'] as const) {
        for (const page of [{}, { limit: 10, offset: 3 }]) {
          const expected = await plain.devices.findByTags([...tags], match, page, '')
          expect(await scaled.devices.findByTags([...tags], match, page, '')).toEqual(expected)
        }
      }
    }
    expect(await scaled.devices.clearInstance('mps-1')).toBe(await plain.devices.clearInstance('mps-1'))
    expect(await scaled.devices.countConnected('')).toBe(await plain.devices.countConnected(''))
    expect(await problemsOf(url)).toEqual([])
  })

  it('follow what another program writes, and keep nothing that is rolled back', { timeout: 180_000 }, async () => {
    const { url, store } = await scaledDatabase()
    await store.devices.insertMany(devices(200))
    const writes = [
      `update devices set mpsinstance = 'mps-9', connectionstatus = 1 where hostname = 'host-3'`,
      `update devices set tags = '["new","new",null]' where tenantid = 'north'`,
      `update devices set tags = null where hostname = 'host-4'`,
      `update devices set tenantid = 'moved' where hostname = 'host-6'`,
      `delete from devices where friendlyname = 'name-9'`,
      `begin transaction; delete from devices; rollback`,
    ]
    for (const write of writes) {
      await mssqlAt(url, write)
      expect(await problemsOf(url), write).toEqual([])
    }
    expect((await store.devices.listTags('north')).toSorted()).toEqual(['new'])
  })

  it('are right after many writers of the same devices at once', { timeout: 180_000 }, async () => {
    const { url, store } = await scaledDatabase()
    await writeAtOnce([store], 8)
    expect(await problemsOf(url)).toEqual([])
    expect(await store.devices.count('')).toBe((await store.devices.list({ limit: 1_000 }, '')).length)
  })
})
