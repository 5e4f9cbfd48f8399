import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Device, openStorage, type StorageStore } from '@dmt-providers/core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { generateDevices } from '../src/fleet/generate-devices.js'
import { importDevices } from '../src/fleet/import-devices.js'
import { temporaryFolder } from './temporary-folder.js'

const fleet = [...generateDevices(1_200, 1)]
const lines = fleet.map((device) => JSON.stringify(device))

let store: StorageStore

beforeAll(async () => {
  store = await openStorage('pglite:memory', { tables: ['devices'] })
})

afterEach(async () => {
  for (const { guid, tenantId } of await stored()) await store.devices.delete(guid, tenantId)
})

afterAll(() => store.close())

async function stored(): Promise<Device[]> {
  const devices: Device[] = []
  for await (const device of store.devices.stream()) devices.push(device)
  return devices
}

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(await temporaryFolder(), 'fleet.ndjson')
  await writeFile(path, content)
  return path
}

const reportOf = async (...content: (string | Buffer)[]) =>
  await importDevices(store.devices, await fileOf(Buffer.concat(content.map((part) => Buffer.from(part)))))

describe('an import', () => {
  it('stores every device once, in batches, and counts the lines', async () => {
    const done: number[] = []
    const report = await importDevices(store.devices, await fileOf(lines.join('\n')), (count) => done.push(count))
    expect(report).toEqual({ imported: 1_200, existing: 0, rejected: [] })
    expect(done).toEqual([400, 800, 1_200, 1_200])
    const [first] = fleet
    expect(await store.devices.get(first?.guid ?? '')).toMatchObject(first ?? {})
    expect(await store.devices.count('')).toBe(1_200)
  })

  it('leaves alone what an earlier run stored', async () => {
    await reportOf(lines.slice(0, 700).join('\n'))
    expect(await reportOf(lines.join('\n'))).toEqual({ imported: 500, existing: 700, rejected: [] })
    expect(await store.devices.count('')).toBe(1_200)
  })

  it('reads CRLF, blank lines, a byte order mark and a last line without end', async () => {
    const report = await reportOf('\uFEFF', `${lines[0]}\r\n\r\n\n${lines[1]}\n${lines[2]}`)
    expect(report).toEqual({ imported: 3, existing: 0, rejected: [] })
  })

  const guid = '00000000-0000-4000-8000-000000000001'
  const line = (change: object) => JSON.stringify({ guid, ...change })

  it.each<[string, string | Buffer, RegExp]>([
    ['cut off', (lines[0] ?? '').slice(0, 50), /^is not JSON$/],
    ['of another kind', '[]', /^Invalid input: expected object/],
    ['null', 'null', /^Invalid input: expected object/],
    ['without a GUID', line({ guid: undefined }), /^guid: /],
    ['with a malformed GUID', line({ guid: `${guid}0` }), /^guid: /],
    ['with a long host name', line({ hostname: 'x'.repeat(257) }), /^hostname: /],
    ['with a long tenant', line({ tenantId: 'x'.repeat(37) }), /^tenantId: /],
    ['with tags that are no list', line({ tags: 'berlin' }), /^tags: /],
    ['with a tag that is no text', line({ tags: [{}] }), /^tags\.0: /],
    ['with a state that is no boolean', line({ connectionStatus: 'yes' }), /^connectionStatus: /],
    ['with NUL', line({ hostname: 'a\0b' }), /^hostname: holds the character NUL$/],
    ['with half a surrogate pair', `{"guid":"${guid}","hostname":"\\ud800"}`, /^hostname: holds half/],
    ['with a field that no device has', line({ hostnme: 'a' }), /hostnme/],
    ['with two faults', line({ hostname: 1, tags: 1 }), /^hostname: .*; tags: /],
    ['that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /^is not UTF-8$/],
    ['longer than a megabyte', line({ hostname: 'x'.repeat(2 ** 20) }), /^is longer than 1048576 bytes$/],
  ])('reports a line %s by its number and stores the others', async (_, bad, reason) => {
    const report = await reportOf(`${lines[0]}\n`, bad, `\n${lines[1]}\n`)
    expect(report).toEqual({
      imported: 2,
      existing: 0,
      rejected: [{ line: 2, reason: expect.stringMatching(reason) }],
    })
  })

  it('reports a GUID that the file has twice, in whatever case', async () => {
    const again = JSON.stringify({ ...fleet[0], hostname: 'other' }).replace(/"guid":"[^"]+"/, (text) =>
      text.toUpperCase().replace('GUID', 'guid'),
    )
    const report = await reportOf([lines[0], lines[1], again].join('\n'))
    expect(report.rejected).toEqual([{ line: 3, reason: 'guid: is that of line 1' }])
    expect(report.imported).toBe(2)
  })

  it('reports a GUID that another tenant has', async () => {
    await reportOf(JSON.stringify({ ...fleet[0], tenantId: 'other' }))
    const report = await reportOf(lines.slice(0, 2).join('\n'))
    expect(report).toEqual({
      imported: 1,
      existing: 0,
      rejected: [{ line: 1, reason: 'guid: belongs to a device of another tenant' }],
    })
  })

  it('reports what a store that answers refuses, and stores the others of its batch and behind it', async () => {
    const deep = 20_000
    const nested = `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`
    const refused = JSON.stringify({ ...fleet[3], deviceInfo: 'nested' }).replace('"nested"', nested)
    const report = await reportOf([...lines.slice(0, 3), refused, ...lines.slice(4)].join('\n'))
    expect(report).toMatchObject({
      imported: 1_199,
      existing: 0,
      rejected: [{ line: 4, reason: expect.stringMatching(/^refused by the store: /) }],
    })
    expect(await store.devices.count('')).toBe(1_199)
  })

  it('stops when the store stops answering, and completes when it is run again', async () => {
    const file = await fileOf(lines.join('\n'))
    const url = `pglite:${await temporaryFolder()}/database`
    const first = await openStorage(url, { tables: ['devices'] })
    const closing: Promise<void>[] = []
    await expect(importDevices(first.devices, file, () => closing.push(first.close()))).rejects.toMatchObject({
      code: 'closed',
    })
    await Promise.all(closing)
    const second = await openStorage(url, { tables: ['devices'] })
    const before = await second.devices.count('')
    expect(before).toBeLessThan(1_200)
    const report = await importDevices(second.devices, file)
    expect(report).toEqual({ imported: 1_200 - before, existing: before, rejected: [] })
    await second.close()
  })

  it('rejects when there is no such file', async () => {
    await expect(importDevices(store.devices, '/nowhere/fleet.ndjson')).rejects.toThrow('ENOENT')
  })
})
