import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asUnprivileged } from '../../../../tooling/fixtures/as-unprivileged.js'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { call, fill, openRecords } from '../../test/open-records.js'
import { record } from '../../test/record.js'
import { FileRecords } from './file-records.js'

/** Calls of what may be there, at the path `a`, and of what is not. */
const everyCall: ((records: FileRecords) => Promise<unknown>)[] = [
  (records) => records.probe(),
  (records) => records.read('a', undefined),
  (records) => records.read('none', undefined),
  (records) => records.versions('a'),
  (records) => records.list(''),
  (records) => records.scan(undefined, 10),
  (records) => records.append(record('a', 2), 1, 10, call),
  (records) => records.append(record('new', 1), undefined, 10, call),
  (records) => records.rewrap(record('a', 1), 'key-1', call),
  (records) => records.remove('a', call),
]

describe('the folder of a store', () => {
  it('is not made where the folder above is missing', async () => {
    const records = new FileRecords(join(await tempFolder(), 'mistyped', 'store'))
    const refused = { code: 'invalid-options', message: expect.stringContaining('nor the folder above it exists') }
    for (const run of everyCall) await expect(run(records)).rejects.toMatchObject(refused)
  })

  it('is refused when it is a file', async () => {
    const file = join(await tempFolder(), 'file')
    await writeFile(file, '')
    const records = new FileRecords(file)
    const refused = { code: 'invalid-options', message: expect.stringContaining('is no folder') }
    await expect(records.probe()).rejects.toMatchObject(refused)
    await expect(records.list('')).rejects.toMatchObject(refused)
    const error: unknown = await records.append(record('a', 1), undefined, 10, call).catch((one: unknown) => one)
    expect(records.classify(error)).toMatchObject({ code: 'invalid-options' })
  })

  it('that vanishes is unavailable, and its secrets are not absent', async () => {
    const { folder, records } = await openRecords()
    await fill(records, 'a', 1)
    await rename(folder, `${folder}-unmounted`)
    const gone = { code: 'unavailable', message: expect.stringContaining('still mounted') }
    await expect(records.read('a', undefined)).rejects.toMatchObject(gone)
    await expect(records.list('')).rejects.toMatchObject(gone)
    await expect(records.append(record('b', 1), undefined, 10, call)).rejects.toMatchObject(gone)
    await expect(records.remove('a', call)).rejects.toMatchObject(gone)
    await expect(records.probe()).rejects.toMatchObject(gone)
    await mkdir(folder)
    await expect(records.read('a', undefined)).rejects.toMatchObject(gone)
    await rm(folder, { recursive: true })
    await rename(`${folder}-unmounted`, folder)
    expect(await records.read('a', undefined)).toEqual(record('a', 1))
  })

  it.each([
    ['read a secret', (reader: FileRecords) => reader.read('a', undefined)],
    ['found none', (reader: FileRecords) => reader.read('b', undefined)],
    ['listed versions', (reader: FileRecords) => reader.versions('a')],
    ['listed', (reader: FileRecords) => reader.list('')],
    ['proved it', (reader: FileRecords) => reader.probe()],
  ])('that vanishes from a process which only %s is unavailable too', async (_, look) => {
    const { folder, records } = await openRecords()
    await fill(records, 'a', 1)
    const reader = new FileRecords(folder)
    await look(reader)
    await rename(folder, `${folder}-unmounted`)
    await expect(reader.read('a', undefined)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it.each([
    ['envelope.json is missing', 'envelope.json'],
    ['records is missing', 'records'],
  ])('is damaged when %s', async (problem, name) => {
    const { folder, records } = await openRecords()
    await fill(records, 'a', 1)
    await rm(join(folder, name), { recursive: true })
    const fresh = new FileRecords(folder)
    const damaged = { code: 'internal', message: expect.stringContaining(problem) }
    await expect(fresh.read('other', undefined)).rejects.toMatchObject(damaged)
    await expect(fresh.list('')).rejects.toMatchObject(damaged)
    await expect(fresh.probe()).rejects.toMatchObject(damaged)
    await expect(fresh.append(record('c', 1), undefined, 10, call)).rejects.toMatchObject(damaged)
  })

  it.each([
    ['{"format":2}\n', 'unsupported'],
    ['{"for', 'internal'],
  ])('whose format says %j is %s', async (text, code) => {
    const { folder, records } = await openRecords()
    await fill(records, 'a', 1)
    await writeFile(join(folder, 'envelope.json'), text)
    for (const run of everyCall) await expect(run(new FileRecords(folder))).rejects.toMatchObject({ code })
  })

  it('that may not be read, or not written, is permission-denied and not absence', async () => {
    const { folder, records } = await openRecords()
    await fill(records, 'a', 1)
    const above = join(folder, '..')
    await chmod(above, 0o755)
    const codes = (calls: (() => Promise<unknown>)[]) =>
      asUnprivileged(() =>
        Promise.all(
          calls.map((one) =>
            one().then(
              (answer) => ({ answer }),
              (error: unknown) => records.classify(error)?.code ?? String(error),
            ),
          ),
        ),
      )
    const fresh = new FileRecords(folder)
    const closed = [
      () => fresh.read('a', undefined),
      () => fresh.list(''),
      () => fresh.append(record('b', 1), undefined, 10, call),
      () => fresh.remove('a', call),
    ]
    await chmod(folder, 0)
    expect(await codes(closed)).toEqual(closed.map(() => 'permission-denied'))
    await chmod(folder, 0o755)
    await chmod(above, 0o555)
    const elsewhere = new FileRecords(join(above, 'new'))
    expect(await codes([() => elsewhere.append(record('b', 1), undefined, 10, call)])).toEqual(['permission-denied'])
    await chmod(above, 0o755)
  })
})
