import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generateDevices } from '../src/fleet/generate-devices.js'
import { importDevices } from '../src/fleet/import-devices.js'
import { MPSValidationError } from '../src/utils/MPSValidationError.js'
import { InMemoryMps } from './in-memory-mps.js'
import { temporaryFolder } from './temporary-folder.js'

const fleet = [...generateDevices(100, 1)]
const lines = fleet.map((device) => JSON.stringify(device))

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(await temporaryFolder(), 'fleet.ndjson')
  await writeFile(path, content)
  return path
}

const reportOf = async (...content: (string | Buffer)[]) =>
  await importDevices(new InMemoryMps(), await fileOf(Buffer.concat(content.map((part) => Buffer.from(part)))))

describe('an import', () => {
  it('stores every device once, some at a time, and counts the lines', async () => {
    const db = new InMemoryMps()
    const done: number[] = []
    const report = await importDevices(db, await fileOf(lines.join('\n')), (count) => done.push(count))
    expect(report).toEqual({ imported: 100, existing: 0, rejected: [] })
    expect([...db.stored.values()]).toEqual(expect.arrayContaining(fleet))
    expect(db.mostAtOnce).toBe(16)
    expect(done.at(-1)).toBe(100)
  })

  it('leaves alone what an earlier run stored', async () => {
    const db = new InMemoryMps()
    await importDevices(db, await fileOf(lines.slice(0, 40).join('\n')))
    const report = await importDevices(db, await fileOf(lines.join('\n')))
    expect(report).toEqual({ imported: 60, existing: 40, rejected: [] })
    expect(db.stored.size).toBe(100)
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
    const db = new InMemoryMps()
    await importDevices(db, await fileOf(JSON.stringify({ ...fleet[0], tenantId: 'other' })))
    const report = await importDevices(db, await fileOf(lines.slice(0, 2).join('\n')))
    expect(report.imported).toBe(1)
    expect(report.rejected).toEqual([{ line: 1, reason: 'guid: belongs to a device of another tenant' }])
  })

  it('reports what a store that answers refuses twice, and stores what it refuses once', async () => {
    const db = new InMemoryMps()
    const refusal = () => new MPSValidationError('too deep', 500)
    db.failures.push(refusal())
    expect(await importDevices(db, await fileOf(lines[0] ?? ''))).toMatchObject({ imported: 1, rejected: [] })
    db.failures.push(refusal(), refusal())
    const { rejected } = await importDevices(db, await fileOf(lines[1] ?? ''))
    expect(rejected).toEqual([{ line: 1, reason: 'refused by the store: too deep' }])
  })

  it('stops when the store stops answering, and completes when it is run again', async () => {
    const db = new InMemoryMps()
    const file = await fileOf(lines.join('\n'))
    const stopped = importDevices(db, file, (done) => {
      if (done === 30) db.isDown = true
    })
    await expect(stopped).rejects.toThrow('the store is down')
    db.isDown = false
    const before = db.stored.size
    expect(before).toBeLessThan(100)
    expect(await importDevices(db, file)).toEqual({ imported: 100 - before, existing: before, rejected: [] })
  })

  it('rejects when there is no such file', async () => {
    await expect(importDevices(new InMemoryMps(), '/nowhere/fleet.ndjson')).rejects.toThrow('ENOENT')
  })
})
