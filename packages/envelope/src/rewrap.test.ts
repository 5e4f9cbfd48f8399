import { readdir, rename, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { openPlace, type Place } from '../test/open-place.js'
import { folderOfPath } from './file-records/folder-name.js'
import { keyCheckPath } from './key-check.js'
import { generateKey } from './key-text.js'
import { type RewrapProgress, rewrap } from './rewrap.js'

/** 30 secrets with two versions each, and one with ten. */
async function filled() {
  const place = await openPlace()
  for (let n = 0; n < 30; n++) {
    await place.store.put(`devices/${n}`, { n, of: 1 })
    await place.store.put(`devices/${n}`, { n, of: 2 })
  }
  for (let n = 1; n <= 10; n++) await place.store.put('MPSCerts', { n })
  const key = generateKey()
  return { ...place, newKey: key, both: { folder: place.folder, key, previousKeys: [place.key] } }
}

const secrets = 70
const all = secrets + 1

async function expectAllReadable({ open }: Place, options: { key: string; previousKeys?: string[] }) {
  const store = open(options)
  await store.probe()
  for (let n = 0; n < 30; n++) {
    expect((await store.get(`devices/${n}`))?.data).toEqual({ n, of: 2 })
    expect((await store.getVersion(`devices/${n}`, '1'))?.data).toEqual({ n, of: 1 })
  }
  expect(await store.versions('MPSCerts')).toHaveLength(10)
}

describe('wrapping anew', () => {
  it('moves every version to the new key, which then suffices, and the old one does not', async () => {
    const place = await filled()
    const { both, newKey, store, open } = place
    await expect(open({ key: newKey }).probe()).rejects.toMatchObject({ code: 'unauthenticated' })
    const seen: RewrapProgress[] = []
    const result = await rewrap(both, { onProgress: (progress) => seen.push(progress) })
    expect(result).toEqual({ rewrapped: all, skipped: 0, failed: [] })
    expect(seen.at(-1)).toEqual(result)
    expect(seen.length).toBeGreaterThan(2)
    await expectAllReadable(place, { key: newKey })
    await expect(store.get('MPSCerts')).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(open().probe()).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('leaves the sealed secrets as they are', async () => {
    const { both, bodyOf } = await filled()
    const before = (await bodyOf('MPSCerts', 10)).split('.')
    await rewrap(both)
    const after = (await bodyOf('MPSCerts', 10)).split('.')
    expect(after[1]).toBe(before[1])
    expect(after[2]).not.toBe(before[2])
  })

  it('does nothing a second time', async () => {
    const { both } = await filled()
    await rewrap(both)
    expect(await rewrap(both)).toEqual({ rewrapped: 0, skipped: all, failed: [] })
  })

  it('stops when told to, with everything readable, and goes on where it stopped', async () => {
    const place = await filled()
    const { both, newKey, key, records } = place
    const stop = new AbortController()
    const run = rewrap(both, {
      signal: stop.signal,
      onProgress: ({ rewrapped }) => rewrapped >= 32 && stop.abort(),
    })
    await expect(run).rejects.toMatchObject({ code: 'aborted' })
    await expectAllReadable(place, { key, previousKeys: [newKey] })
    // The old key still proves the store, as long as anything needs it.
    expect((await records.read(keyCheckPath, undefined))?.keyId).not.toBe((await records.read('MPSCerts', 1))?.keyId)
    const { rewrapped, skipped, failed } = await rewrap(both)
    expect({ total: rewrapped + skipped, failed }).toEqual({ total: all, failed: [] })
    expect(skipped).toBeGreaterThanOrEqual(32)
    await expectAllReadable(place, { key: newKey })
  })

  it('reports what it cannot wrap by path and version, does the rest, and keeps the old key proving the store', async () => {
    const { both, newKey, folder, records, replace, open } = await filled()
    await replace('devices/1', 2, { body: 'x' })
    await replace('devices/2', 1, { keyId: 'local-ffffffffffffffff' })
    const damaged = join(folder, 'records', folderOfPath('devices/3'))
    const [newest = ''] = (await readdir(damaged)).filter((name) => name.startsWith('2-'))
    await truncate(join(damaged, newest), 100)
    const { rewrapped, failed } = await rewrap(both)
    expect(rewrapped).toBe(secrets - 4)
    expect(failed.map(({ path, version, error }) => [path, version, error.code])).toEqual([
      ['devices/1', 2, 'internal'],
      ['devices/2', 1, 'unauthenticated'],
      ['devices/3', 2, 'internal'],
    ])
    await expect(open({ key: newKey }).probe()).rejects.toMatchObject({ code: 'unauthenticated' })
    for (const path of ['devices/1', 'devices/2', 'devices/3']) await open(both).delete(path)
    expect(await rewrap(both)).toEqual({ rewrapped: 1, skipped: secrets - 6, failed: [] })
    await open({ key: newKey }).probe()
    expect(await records.versions(keyCheckPath)).toEqual([1])
  })

  it('goes on beside readers and writers, who notice nothing', async () => {
    const place = await filled()
    const { both, key, newKey, open } = place
    const [reader, writer] = [open({ key, previousKeys: [newKey] }), open(both)]
    let done = false
    let writes = 0
    const reading = (async () => {
      while (!done) for (let n = 0; n < 30; n++) expect((await reader.get(`devices/${n}`))?.data).toMatchObject({ n })
    })()
    const writing = (async () => {
      for (; !done; writes++) await writer.put(`devices/${writes % 30}`, { n: writes % 30, of: 'writer' })
    })()
    // A writer that was not restarted yet, at a path that the walk meets last.
    const behind = reader.put('zzz', { n: 'late' })
    const result = await rewrap(both)
    done = true
    await Promise.all([reading, writing, behind])
    expect(result.failed).toEqual([])
    expect(writes).toBeGreaterThan(0)
    expect((await rewrap(both)).failed).toEqual([])
    const after = open({ key: newKey })
    for (let n = 0; n < 30; n++) {
      const versions = await after.versions(`devices/${n}`)
      for (const version of versions)
        expect((await after.getVersion(`devices/${n}`, version))?.data).toMatchObject({ n })
    }
    expect((await after.get('zzz'))?.data).toEqual({ n: 'late' })
  })

  it('ends with what the store says when the store fails', async () => {
    const { both, folder } = await filled()
    await rename(folder, `${folder}-gone`)
    await writeFile(folder, '')
    await expect(rewrap(both)).rejects.toMatchObject({ code: 'invalid-options' })
  })

  it('takes a URL, with keys from the environment', async () => {
    const place = await filled()
    const environment = new Environment({ NEW_KEY: place.newKey, OLD_KEY: place.key })
    const url = `envelope+file:${place.folder}?key=env:NEW_KEY&previousKey=env:OLD_KEY`
    expect(await rewrap(url, { environment })).toMatchObject({ rewrapped: all, failed: [] })
    await expectAllReadable(place, { key: place.newKey })
  })

  it('refuses a URL of another kind', async () => {
    await expect(rewrap('postgres://localhost/db')).rejects.toMatchObject({ code: 'invalid-options' })
  })
})
