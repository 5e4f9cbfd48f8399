import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { call, fill, headFiles, openRecords, versionFiles } from '../../test/open-records.js'
import { record } from '../../test/record.js'
import { FileRecords } from './file-records.js'

describe('damage to a secret', () => {
  const damaged = { code: 'internal', message: expect.stringMatching(/damaged|holds no version/) }

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ['the newest file cut short', async (folder) => await truncate((await versionFiles(folder)).at(-1) ?? '', 40)],
    ['the newest file empty', async (folder) => await truncate((await versionFiles(folder)).at(-1) ?? '', 0)],
    ['the newest file missing', async (folder) => await rm((await versionFiles(folder)).at(-1) ?? '')],
    ['another file in its place', async (folder) => await writeFile((await versionFiles(folder)).at(-1) ?? '', 'x\n')],
    [
      'an older version in its place',
      async (folder) => {
        const [oldest = '', newest = ''] = await versionFiles(folder)
        await cp(oldest, newest)
      },
    ],
    ['no head', async (folder) => await Promise.all((await headFiles(folder)).map((head) => rm(head)))],
    [
      'two heads',
      async (folder) => {
        const [oldest = ''] = await versionFiles(folder)
        await writeFile(join(folder, `head-${oldest.split('/').at(-1)}`), '')
      },
    ],
    ['an empty folder', async (folder) => await rm(folder, { recursive: true }).then(() => mkdir(folder))],
  ])('%s is an error in every call, and never absence', async (_, spoil) => {
    const { records, folderOf } = await openRecords()
    await fill(records, 'a', 2)
    await fill(records, 'b', 1)
    await spoil(folderOf('a'))
    await expect(records.read('a', undefined)).rejects.toMatchObject(damaged)
    await expect(records.read('a', 1)).rejects.toMatchObject(damaged)
    await expect(records.versions('a')).rejects.toMatchObject(damaged)
    await expect(records.append(record('a', 1), undefined, 10, call)).rejects.toMatchObject(damaged)
    await expect(records.append(record('a', 3), 2, 10, call)).rejects.toMatchObject(damaged)
    await expect(records.rewrap(record('a', 2), 'key-1', call)).rejects.toMatchObject(damaged)
    expect(await records.read('b', undefined)).toEqual(record('b', 1))
    const scanned = await records.scan(undefined, 10)
    expect(scanned.at(-1)).toEqual(record('b', 1))
    expect(scanned[0]).toMatchObject({ path: 'a', body: '' })
    expect(await records.scan(scanned[0], 10)).toEqual(scanned.slice(1))
    expect(await records.remove('a', call)).toBe(true)
    expect(await records.read('a', undefined)).toBeUndefined()
  })

  it('an older version that is damaged or missing leaves the newest alone', async () => {
    const { records, folderOf } = await openRecords()
    await fill(records, 'a', 3)
    const [first = '', second = ''] = await versionFiles(folderOf('a'))
    await truncate(first, 10)
    await rm(second)
    await expect(records.read('a', 1)).rejects.toMatchObject(damaged)
    await expect(records.read('a', 2)).rejects.toMatchObject(damaged)
    expect(await records.read('a', undefined)).toEqual(record('a', 3))
    expect((await records.scan(undefined, 10)).map(({ version, body }) => [version, body === ''])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ])
  })

  it('a file in place of the folder is an error', async () => {
    const { records, folderOf } = await openRecords()
    await fill(records, 'a', 1)
    await rm(folderOf('a'), { recursive: true })
    await writeFile(folderOf('a'), '')
    await expect(records.read('a', undefined)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it('foreign files and folders are left alone', async () => {
    const { folder, records, folderOf } = await openRecords()
    await fill(records, 'a', 1)
    const foreign = [join(folder, '.DS_Store'), join(folder, 'records', 'notes.txt'), join(folderOf('a'), 'old.bak')]
    for (const file of foreign) await writeFile(file, 'mine')
    await mkdir(join(folder, 'records', 'lost+found'))
    await mkdir(join(folder, 'records', 'c.foreign'))
    await writeFile(join(folder, 'records', 's.file'), '')
    await records.append(record('a', 2), 1, 1, call)
    expect(await records.list('')).toEqual(['a'])
    expect(await records.scan(undefined, 10)).toEqual([record('a', 2)])
    for (const file of foreign) expect(await readFile(file, 'utf8')).toBe('mine')
  })
})

describe('what a crash leaves', () => {
  it('in a secret: ignored by readers, removed by the next writer', async () => {
    const { records, folderOf } = await openRecords()
    await fill(records, 'a', 2)
    const unfinished = join(folderOf('a'), `3-${'0'.repeat(32)}`)
    await writeFile(unfinished, '{"format":1,"vers')
    expect(await records.read('a', undefined)).toEqual(record('a', 2))
    expect(await records.versions('a')).toEqual([2, 1])
    await records.append(record('a', 3), 2, 10, call)
    expect(existsSync(unfinished)).toBe(false)
    expect(await records.versions('a')).toEqual([3, 2, 1])
  })

  it('after a version was written and before the dropped ones were removed: removed by the next writer', async () => {
    const { records, folderOf } = await openRecords()
    await fill(records, 'a', 1)
    const [first = ''] = await versionFiles(folderOf('a'))
    const text = await readFile(first, 'utf8')
    await records.append(record('a', 2), 1, 1, call)
    await writeFile(first, text)
    expect(await records.versions('a')).toEqual([2])
    await records.append(record('a', 3), 2, 1, call)
    expect(existsSync(first)).toBe(false)
  })

  it('in the making or the removal of a secret: swept when the next process writes', async () => {
    const { folder, records, folderOf } = await openRecords()
    await fill(records, 'a', 1)
    const [young, old, removed] = ['pending/young', 'pending/old', 'trash/removed'].map((name) => join(folder, name))
    for (const copy of [young, old, removed]) await cp(folderOf('a'), copy ?? '', { recursive: true })
    await utimes(old ?? '', 0, 0)
    await fill(new FileRecords(folder), 'b', 1)
    expect(await readdir(join(folder, 'pending'))).toEqual(['young'])
    expect(await readdir(join(folder, 'trash'))).toEqual([])
    expect((await records.list('')).sort()).toEqual(['a', 'b'])
  })

  it('in the making of the store: gone on with', async () => {
    const { folder, records } = await openRecords()
    await mkdir(join(folder, 'records'), { recursive: true })
    await records.probe()
    expect(await records.read('a', undefined)).toBeUndefined()
    await fill(records, 'a', 1)
    expect(await records.read('a', undefined)).toEqual(record('a', 1))
  })
})
