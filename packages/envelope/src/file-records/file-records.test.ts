import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Call } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { asUnprivileged } from '../../test/as-unprivileged.js'
import { record } from '../../test/record.js'
import { tempFolder } from '../../test/temp-folder.js'
import { FileRecords } from './file-records.js'
import { folderOfPath } from './folder-name.js'

const call = new Call({})

async function opened() {
  const folder = join(await tempFolder(), 'store')
  const records = new FileRecords(folder)
  const folderOf = (path: string) => join(folder, 'records', folderOfPath(path))
  return { folder, records, folderOf }
}

/** Writes versions 1 to `count` of a path. */
async function fill(records: FileRecords, path: string, count: number, keep = 10) {
  for (let version = 1; version <= count; version++) {
    const previous = version === 1 ? undefined : version - 1
    expect(await records.append(record(path, version), previous, keep, call)).toBe(true)
  }
}

/** A folder's version files, the newest last. */
async function versionFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d/.test(name))
  return names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).map((name) => join(folder, name))
}

describe('records in files', () => {
  it('answers nothing from a folder that does not exist, and does not make it', async () => {
    const { folder, records } = await opened()
    await records.probe()
    expect(await records.read('a', undefined)).toBeUndefined()
    expect(await records.versions('a')).toEqual([])
    expect(await records.list('')).toEqual([])
    expect(await records.scan(undefined, 10)).toEqual([])
    expect(await records.remove('a', call)).toBe(false)
    expect(await records.rewrap(record('a', 1), 'key-1', call)).toBe(false)
    expect(existsSync(folder)).toBe(false)
  })

  it('keeps what another instance wrote, newest and earlier versions', async () => {
    const { folder, records } = await opened()
    await fill(records, 'a/b', 3)
    const other = new FileRecords(folder)
    expect(await other.read('a/b', undefined)).toEqual(record('a/b', 3))
    expect(await other.read('a/b', 1)).toEqual(record('a/b', 1))
    expect(await other.read('a/b', 4)).toBeUndefined()
    expect(await other.read('a', undefined)).toBeUndefined()
    expect(await other.versions('a/b')).toEqual([3, 2, 1])
  })

  it('compares the newest version before it writes', async () => {
    const { records } = await opened()
    expect(await records.append(record('a', 2), 1, 10, call)).toBe(false)
    await fill(records, 'a', 2)
    expect(await records.append(record('a', 1), undefined, 10, call)).toBe(false)
    expect(await records.append(record('a', 2), 1, 10, call)).toBe(false)
    expect(await records.append(record('a', 4), 3, 10, call)).toBe(false)
    expect(await records.versions('a')).toEqual([2, 1])
  })

  it('drops all but the versions to be kept, their files too', async () => {
    const { records, folderOf } = await opened()
    await fill(records, 'a', 7, 3)
    expect(await records.versions('a')).toEqual([7, 6, 5])
    expect(await records.read('a', 4)).toBeUndefined()
    expect(await readdir(folderOf('a'))).toHaveLength(4)
    await records.append(record('a', 8), 7, 1, call)
    expect(await records.versions('a')).toEqual([8])
  })

  it('removes every version, and starts again at 1', async () => {
    const { folder, records } = await opened()
    await fill(records, 'a', 3)
    expect(await records.remove('a', call)).toBe(true)
    expect(await records.remove('a', call)).toBe(false)
    expect(await records.read('a', 1)).toBeUndefined()
    expect(await readdir(join(folder, 'trash'))).toEqual([])
    await fill(records, 'a', 1)
    expect(await records.versions('a')).toEqual([1])
  })

  it('re-wraps any one version, provided its key is the expected one', async () => {
    const { records, folderOf } = await opened()
    await fill(records, 'a', 3)
    for (const version of [1, 3]) {
      const fresh = { ...record('a', version, 'key-2'), body: `again ${version}` }
      expect(await records.rewrap(fresh, 'other', call)).toBe(false)
      expect(await records.rewrap(fresh, 'key-1', call)).toBe(true)
      expect(await records.rewrap(fresh, 'key-1', call)).toBe(false)
      expect(await records.read('a', version)).toEqual(fresh)
    }
    expect(await records.rewrap(record('a', 4), 'key-1', call)).toBe(false)
    expect(await records.read('a', 2)).toEqual(record('a', 2))
    expect(await records.versions('a')).toEqual([3, 2, 1])
    expect(await readdir(folderOf('a'))).toHaveLength(4)
    expect(await records.append(record('a', 4), 3, 10, call)).toBe(true)
  })

  it('lists by prefix, which may end within a segment', async () => {
    const { records } = await opened()
    for (const path of ['a', 'a/b', 'ab', 'A', 'b', 'é', 'e\u0301']) await fill(records, path, 1)
    expect((await records.list('')).sort()).toEqual(['A', 'a', 'a/b', 'ab', 'b', 'e\u0301', 'é'])
    expect((await records.list('a')).sort()).toEqual(['a', 'a/b', 'ab'])
    expect(await records.list('a/')).toEqual(['a/b'])
    expect(await records.list('%')).toEqual([])
  })

  it('scans all paths and versions in pages, in order', async () => {
    const { records } = await opened()
    for (const path of ['b', 'a', 'a/b', 'a-b']) await fill(records, path, 2)
    const seen: string[] = []
    let after: { path: string; version: number } | undefined
    do {
      const page = await records.scan(after, 3)
      expect(page.length).toBeLessThanOrEqual(3)
      seen.push(...page.map(({ path, version }) => `${path}@${version}`))
      after = page.at(-1)
    } while (after !== undefined)
    expect(seen).toEqual(['a@1', 'a@2', 'a-b@1', 'a-b@2', 'a/b@1', 'a/b@2', 'b@1', 'b@2'])
  })

  it('takes any path, long, wide and alike', async () => {
    const { records } = await opened()
    const paths = [
      'x'.repeat(400),
      `${'x'.repeat(399)}X`,
      '\u{10ffff}'.repeat(400),
      '\u{10ffff}'.repeat(399),
      `con/nul/aux.txt/${'.'.repeat(5)}/ /trailing.`,
      `"quotes' \\ back * ? < > | : ; & $(x) \`x\``,
      'line\nend\r\ttab\u0001\u007f',
      '😀/ﬁ/ﬀ/ß/ss/SS',
    ]
    for (const path of paths) await fill(records, path, 1)
    for (const path of paths) expect(await records.read(path, undefined)).toEqual(record(path, 1))
    expect((await records.list('')).sort()).toEqual([...paths].sort())
    for (const path of paths) expect(await records.remove(path, call)).toBe(true)
    expect(await records.list('')).toEqual([])
  })

  it('writes for its owner alone, and nothing outside its folder', async () => {
    const { folder, records, folderOf } = await opened()
    await fill(records, 'a', 2)
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    for (const path of [folder, join(folder, 'records'), folderOf('a')]) expect(await modeOf(path)).toBe('700')
    for (const name of await readdir(folderOf('a'))) expect(await modeOf(join(folderOf('a'), name))).toBe('600')
    expect(await modeOf(join(folder, 'envelope.json'))).toBe('600')
    expect(await readdir(join(folder, '..'))).toEqual(['store'])
    expect((await readdir(folder)).sort()).toEqual(['envelope.json', 'pending', 'records', 'trash'])
  })

  it('lets one of many writers in one process win each version', async () => {
    const { records } = await opened()
    for (let version = 1; version <= 3; version++) {
      const previous = version === 1 ? undefined : version - 1
      const all = Array.from({ length: 20 }, () => records.append(record('a', version), previous, 10, call))
      expect((await Promise.all(all)).filter((won) => won)).toHaveLength(1)
    }
  })

  it('stops before it writes when the call has ended', async () => {
    const { folder, records } = await opened()
    const ended = new Call({})
    ended.cancel(new Error('too late'))
    await expect(records.append(record('a', 1), undefined, 10, ended)).rejects.toThrow('too late')
    await expect(records.remove('a', ended)).rejects.toThrow('too late')
    expect(existsSync(folder)).toBe(false)
  })
})

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
    ['no head', async (folder) => await Promise.all((await heads(folder)).map((head) => rm(head)))],
    [
      'two heads',
      async (folder) => {
        const [oldest = ''] = await versionFiles(folder)
        await writeFile(join(folder, `head-${oldest.split('/').at(-1)}`), '')
      },
    ],
    ['an empty folder', async (folder) => await rm(folder, { recursive: true }).then(() => mkdir(folder))],
  ])('%s is an error in every call, and never absence', async (_, spoil) => {
    const { records, folderOf } = await opened()
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

  const heads = async (folder: string) =>
    (await readdir(folder)).filter((name) => name.startsWith('head-')).map((name) => join(folder, name))

  it('an older version that is damaged or missing leaves the newest alone', async () => {
    const { records, folderOf } = await opened()
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
    const { records, folderOf } = await opened()
    await fill(records, 'a', 1)
    await rm(folderOf('a'), { recursive: true })
    await writeFile(folderOf('a'), '')
    await expect(records.read('a', undefined)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  it('foreign files and folders are left alone', async () => {
    const { folder, records, folderOf } = await opened()
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
    const { records, folderOf } = await opened()
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
    const { records, folderOf } = await opened()
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
    const { folder, records, folderOf } = await opened()
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
    const { folder, records } = await opened()
    await mkdir(join(folder, 'records'), { recursive: true })
    await records.probe()
    expect(await records.read('a', undefined)).toBeUndefined()
    await fill(records, 'a', 1)
    expect(await records.read('a', undefined)).toEqual(record('a', 1))
  })
})

describe('the folder of a store', () => {
  it('is not made where the folder above is missing', async () => {
    const records = new FileRecords(join(await tempFolder(), 'mistyped', 'store'))
    const refused = { code: 'invalid-options', message: expect.stringContaining('nor the folder above it exists') }
    await expect(records.probe()).rejects.toMatchObject(refused)
    await expect(records.append(record('a', 1), undefined, 10, call)).rejects.toMatchObject(refused)
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
    const { folder, records } = await opened()
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
    const { folder, records } = await opened()
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
    const { folder, records } = await opened()
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
    const { folder, records } = await opened()
    await fill(records, 'a', 1)
    await writeFile(join(folder, 'envelope.json'), text)
    const fresh = new FileRecords(folder)
    await expect(fresh.probe()).rejects.toMatchObject({ code })
    await expect(fresh.read('b', undefined)).rejects.toMatchObject({ code })
    await expect(fresh.append(record('b', 1), undefined, 10, call)).rejects.toMatchObject({ code })
  })

  it('that may not be read, or not written, is permission-denied and not absence', async () => {
    const { folder, records } = await opened()
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
