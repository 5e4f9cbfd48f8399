import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Call, type SecretsStore } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { openPlace } from '../test/open-place.js'
import { folderOfPath } from './file-records/folder-name.js'
import { keyCheckPath } from './key-check.js'
import { generateKey } from './key-text.js'

const call = new Call({})

const everyCall: [string, (store: SecretsStore) => Promise<unknown>][] = [
  ['probe', (store) => store.probe()],
  ['get', (store) => store.get('a')],
  ['get of what is absent', (store) => store.get('other')],
  ['getVersion', (store) => store.getVersion('a', '1')],
  ['versions', (store) => store.versions('a')],
  ['put', (store) => store.put('a', {})],
  ['put of a new secret', (store) => store.put('new', {}, { expected: 'absent' })],
  ['delete', (store) => store.delete('a')],
  ['list', (store) => store.list('')],
]

describe('a wrong key', () => {
  it.each(everyCall)('is refused by the first %s', async (_, run) => {
    const { store, open } = await openPlace()
    await store.put('a', { n: 1 })
    const error: unknown = await run(open({ key: generateKey() })).catch((one: unknown) => one)
    expect(error).toMatchObject({ code: 'unauthenticated', retryable: false, provider: 'envelope' })
    expect(await store.list('')).toEqual(['a'])
    expect(await store.versions('a')).toEqual(['1'])
  })

  it('is told by the ids of the key wanted and the keys held', async () => {
    const { store, records, open } = await openPlace()
    await store.put('a', {})
    const wanted = (await records.read('a', 1))?.keyId
    const message = await open({ key: generateKey(), previousKeys: [generateKey()] })
      .probe()
      .catch(String)
    expect(message).toContain(`sealed under key "${wanted}"`)
    expect(message).toMatch(/the keys given are local-[0-9a-f]{16}, local-[0-9a-f]{16};/)
    expect(message).toContain('previousKeys')
  })
})

describe('the record that proves the key', () => {
  it('is left by the first writer, and by nobody who only looks', async () => {
    const { store, records } = await openPlace()
    await store.probe()
    expect(await store.get('a')).toBeUndefined()
    expect(await store.delete('a')).toBe(false)
    expect(await records.list('')).toEqual([])
    await store.put('a', {})
    expect((await records.list('')).sort()).toEqual([keyCheckPath, 'a'])
  })

  it('decides between two first writers with different keys', async () => {
    const { store, records, open } = await openPlace()
    const other = open({ key: generateKey() })
    await Promise.all([store.probe(), other.probe()])
    const results = await Promise.allSettled([store.put('a', {}), other.put('b', {})])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'unauthenticated' } })
    expect(await records.list('')).toHaveLength(2)
  })

  it('is shared by first writers with the same key', async () => {
    const { store, open, records } = await openPlace()
    await Promise.all([store, open(), open()].map((one, index) => one.put(`s/${index}`, {})))
    expect(await store.list('')).toEqual(['s/0', 's/1', 's/2'])
    expect(await records.versions(keyCheckPath)).toEqual([1])
  })

  it('may be under a previous key', async () => {
    const { key, store, open } = await openPlace()
    await store.put('a', { n: 1 })
    const both = open({ key: generateKey(), previousKeys: [key] })
    await both.probe()
    expect((await both.get('a'))?.data).toEqual({ n: 1 })
    expect(await both.put('a', { n: 2 })).toBe('2')
    await expect(store.get('a')).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await store.getVersion('a', '1'))?.data).toEqual({ n: 1 })
  })

  it('is replaced by any other record when it was lost, and left again by the next writer', async () => {
    const { store, records, open } = await openPlace()
    await store.put('a', {})
    await records.remove(keyCheckPath, call)
    await expect(open({ key: generateKey() }).put('b', {})).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await records.list('')).toEqual(['a'])
    await open().put('b', {})
    expect(await records.list('')).toContain(keyCheckPath)
  })

  it('that is damaged lets secrets be read, but nothing be written or said to be absent', async () => {
    const { store, replace, open } = await openPlace()
    await store.put('a', { n: 1 })
    await replace(keyCheckPath, 1, { body: 'x' })
    const fresh = open()
    expect((await fresh.get('a'))?.data).toEqual({ n: 1 })
    for (const [name, run] of everyCall) {
      if (name === 'get' || name === 'getVersion') continue
      const damaged = { code: 'internal', message: expect.stringContaining('./key-check') }
      await expect(run(fresh), name).rejects.toMatchObject(damaged)
    }
  })
})

describe('create: false', () => {
  it.each(everyCall)('refuses a store that was never written: %s', async (_, run) => {
    const { open, records } = await openPlace()
    await expect(run(open({ create: false, retries: 0 }))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('never written'),
    })
    expect(await records.list('')).toEqual([])
  })

  it('opens a store that was written, and finds one that is mounted later', async () => {
    const { folder, store, open } = await openPlace()
    await store.put('a', { n: 1 })
    expect((await open({ create: false }).get('a'))?.data).toEqual({ n: 1 })
    await rename(folder, `${folder}-elsewhere`)
    const waiting = open({ create: false, retries: 0 })
    await expect(waiting.get('a')).rejects.toMatchObject({ code: 'unavailable' })
    await rename(`${folder}-elsewhere`, folder)
    expect((await waiting.get('a'))?.data).toEqual({ n: 1 })
    expect(await waiting.get('b')).toBeUndefined()
  })

  it('does not take a folder for empty whose secrets were removed by hand', async () => {
    const { folder, store, open } = await openPlace()
    await store.put('a', {})
    await rm(join(folder, 'records', folderOfPath('a')), { recursive: true })
    await rm(join(folder, 'records', folderOfPath(keyCheckPath)), { recursive: true })
    await expect(open({ create: false, retries: 0 }).get('a')).rejects.toMatchObject({ code: 'unavailable' })
  })
})
