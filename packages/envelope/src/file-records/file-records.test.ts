import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Call } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { call, fill, openRecords } from '../../test/open-records.js'
import { record } from '../../test/record.js'
import { FileRecords } from './file-records.js'

describe('records in files', () => {
  it('answers nothing from a folder that does not exist, and does not make it', async () => {
    const { folder, records } = await openRecords()
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
    const { folder, records } = await openRecords()
    await fill(records, 'a/b', 3)
    const other = new FileRecords(folder)
    expect(await other.read('a/b', undefined)).toEqual(record('a/b', 3))
    expect(await other.read('a/b', 1)).toEqual(record('a/b', 1))
    expect(await other.read('a/b', 4)).toBeUndefined()
    expect(await other.read('a', undefined)).toBeUndefined()
    expect(await other.versions('a/b')).toEqual([3, 2, 1])
  })

  it('compares the newest version before it writes', async () => {
    const { records } = await openRecords()
    expect(await records.append(record('a', 2), 1, 10, call)).toBe(false)
    await fill(records, 'a', 2)
    expect(await records.append(record('a', 1), undefined, 10, call)).toBe(false)
    expect(await records.append(record('a', 2), 1, 10, call)).toBe(false)
    expect(await records.append(record('a', 4), 3, 10, call)).toBe(false)
    expect(await records.versions('a')).toEqual([2, 1])
  })

  it('drops all but the versions to be kept, their files too', async () => {
    const { records, folderOf } = await openRecords()
    await fill(records, 'a', 7, 3)
    expect(await records.versions('a')).toEqual([7, 6, 5])
    expect(await records.read('a', 4)).toBeUndefined()
    expect(await readdir(folderOf('a'))).toHaveLength(4)
    await records.append(record('a', 8), 7, 1, call)
    expect(await records.versions('a')).toEqual([8])
  })

  it('removes every version, and starts again at 1', async () => {
    const { folder, records } = await openRecords()
    await fill(records, 'a', 3)
    expect(await records.remove('a', call)).toBe(true)
    expect(await records.remove('a', call)).toBe(false)
    expect(await records.read('a', 1)).toBeUndefined()
    expect(await readdir(join(folder, 'trash'))).toEqual([])
    await fill(records, 'a', 1)
    expect(await records.versions('a')).toEqual([1])
  })

  it('re-wraps any one version, provided its key is the expected one', async () => {
    const { records, folderOf } = await openRecords()
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
    const { records } = await openRecords()
    for (const path of ['a', 'a/b', 'ab', 'A', 'b', 'é', 'e\u0301']) await fill(records, path, 1)
    expect((await records.list('')).sort()).toEqual(['A', 'a', 'a/b', 'ab', 'b', 'e\u0301', 'é'])
    expect((await records.list('a')).sort()).toEqual(['a', 'a/b', 'ab'])
    expect(await records.list('a/')).toEqual(['a/b'])
    expect(await records.list('%')).toEqual([])
  })

  it('scans all paths and versions in pages, in order', async () => {
    const { records } = await openRecords()
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
    const { records } = await openRecords()
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
    const { folder, records, folderOf } = await openRecords()
    await fill(records, 'a', 2)
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    for (const path of [folder, join(folder, 'records'), folderOf('a')]) expect(await modeOf(path)).toBe('700')
    for (const name of await readdir(folderOf('a'))) expect(await modeOf(join(folderOf('a'), name))).toBe('600')
    expect(await modeOf(join(folder, 'envelope.json'))).toBe('600')
    expect(await readdir(join(folder, '..'))).toEqual(['store'])
    expect((await readdir(folder)).sort()).toEqual(['envelope.json', 'pending', 'records', 'trash'])
  })

  it('lets one of many writers in one process win each version', async () => {
    const { records } = await openRecords()
    for (let version = 1; version <= 3; version++) {
      const previous = version === 1 ? undefined : version - 1
      const all = Array.from({ length: 20 }, () => records.append(record('a', version), previous, 10, call))
      expect((await Promise.all(all)).filter((won) => won)).toHaveLength(1)
    }
  })

  it('stops before it writes when the call has ended', async () => {
    const { folder, records } = await openRecords()
    const ended = new Call({})
    ended.cancel(new Error('too late'))
    await expect(records.append(record('a', 1), undefined, 10, ended)).rejects.toThrow('too late')
    await expect(records.remove('a', ended)).rejects.toThrow('too late')
    expect(existsSync(folder)).toBe(false)
  })
})
