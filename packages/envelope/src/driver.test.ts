import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import type { KeyWrapper } from '@dmt-providers/core'
import { Call, type JsonObject, ProviderError } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { openPlace } from '../test/open-place.js'
import { generateKey } from './key-text.js'

const call = new Call({})

describe('secrets', () => {
  it('come back as they were put, to another process too', async () => {
    const { store, open } = await openPlace()
    const data: JsonObject = {
      z: 'first',
      a: [1, null, true, { b: '' }],
      '': {},
      text: `"quotes' \\ 😀 e\u0301 é\n\u0000`,
    }
    expect(await store.put('devices/1', data)).toBe('1')
    expect((await open().get('devices/1'))?.data).toEqual(data)
    expect(Object.keys((await open().get('devices/1'))?.data ?? {})).toEqual(Object.keys(data))
  })

  it('may be as large as a TLS certificate with its chain, and larger', async () => {
    const { store, bodyOf } = await openPlace()
    for (const size of [40_535, 2_000_000]) {
      const version = await store.put('TLS/profile', { text: 'é'.repeat(size / 2) })
      expect((await store.get('TLS/profile'))?.data).toEqual({ text: 'é'.repeat(size / 2) })
      expect(await bodyOf('TLS/profile', Number(version))).toMatch(/^[\x21-\x7e]+$/)
    }
  })

  it('are absent where none was put, also beside, above and below one that is there', async () => {
    const { store } = await openPlace()
    expect(await store.get('a/b')).toBeUndefined()
    await store.put('a/b', { x: 1 })
    for (const path of ['a', 'a/b/c', 'A/B', 'a/bb', 'b']) expect(await store.get(path)).toBeUndefined()
    expect(await store.getVersion('a/b', '2')).toBeUndefined()
    for (const version of ['0', '01', '-1', '1.0', 'x', '']) {
      expect(await store.getVersion('a/b', version)).toBeUndefined()
    }
  })

  it('are refused at paths that cannot be, and never reach the reserved one', async () => {
    const { store } = await openPlace()
    for (const path of ['', '/', 'a//b', 'a/', '../a', './key-check', 'a\0b', '\ud800', 'x'.repeat(401)]) {
      await expect(store.put(path, {})).rejects.toMatchObject({ code: 'invalid-argument' })
      await expect(store.get(path)).rejects.toMatchObject({ code: 'invalid-argument' })
    }
  })

  it('are listed by prefix in order, without the record that proves the key', async () => {
    const { store, records } = await openPlace()
    expect(await store.list('')).toEqual([])
    for (const path of ['b', 'a/b', 'a']) await store.put(path, {})
    expect(await store.list('')).toEqual(['a', 'a/b', 'b'])
    expect(await store.list('a/')).toEqual(['a/b'])
    expect(await store.list('.')).toEqual([])
    expect(await records.list('')).toContain('./key-check')
  })

  it('are put only while the expected version is current', async () => {
    const { store } = await openPlace()
    const stale = { code: 'stale-version', retryable: false }
    await expect(store.put('a', {}, { expected: { version: '1' } })).rejects.toMatchObject(stale)
    expect(await store.put('a', { n: 1 }, { expected: 'absent' })).toBe('1')
    await expect(store.put('a', { n: 0 }, { expected: 'absent' })).rejects.toMatchObject(stale)
    expect(await store.put('a', { n: 2 }, { expected: { version: '1' } })).toBe('2')
    for (const version of ['1', '3', 'x', '']) {
      await expect(store.put('a', { n: 0 }, { expected: { version } })).rejects.toMatchObject(stale)
    }
    expect((await store.get('a'))?.data).toEqual({ n: 2 })
  })

  it('put at once without a condition all succeed, with versions of their own', async () => {
    const { store, open } = await openPlace({ keepVersions: 100 })
    const stores = [store, open({ keepVersions: 100 })]
    const puts = Array.from({ length: 64 }, (_, n) => stores[n % 2]?.put('a', { n }))
    const versions = (await Promise.all(puts)).map(Number)
    expect([...versions].sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, index) => index + 1))
    for (const [n, version] of versions.entries()) {
      expect((await store.getVersion('a', String(version)))?.data).toEqual({ n })
    }
  })

  it('have a bounded history, and none after they were deleted', async () => {
    const { store } = await openPlace({ keepVersions: 3 })
    for (let n = 1; n <= 5; n++) await store.put('a', { n })
    expect(await store.versions('a')).toEqual(['5', '4', '3'])
    expect((await store.getVersion('a', '3'))?.data).toEqual({ n: 3 })
    expect(await store.getVersion('a', '2')).toBeUndefined()
    expect(await store.delete('a')).toBe(true)
    expect(await store.delete('a')).toBe(false)
    expect(await store.get('a')).toBeUndefined()
    expect(await store.getVersion('a', '5')).toBeUndefined()
    expect(await store.versions('a')).toEqual([])
    expect(await store.list('')).toEqual([])
  })

  it('keep their content out of files, and keys out of what is printed', async () => {
    const { folder, key, store } = await openPlace()
    await store.put('devices/1', { AMT_PASSWORD: 'P@ssw0rd-1234' })
    const names = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) {
      const text = await readFile(file, 'latin1')
      for (const secret of ['P@ssw0rd', 'AMT_PASSWORD', key]) expect(text).not.toContain(secret)
    }
    expect(inspect(store, { depth: 20, showHidden: true })).not.toContain(key)
  })

  it('cannot be had from a store that is closed', async () => {
    const { store } = await openPlace()
    await store.close()
    await expect(store.get('a')).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('a record that was tampered with', () => {
  it('does not open when any character of it is another, or is missing', async () => {
    const { store, replace, bodyOf } = await openPlace()
    await store.put('a', { password: 'hush' })
    const body = await bodyOf('a', 1)
    for (let at = 0; at < body.length; at++) {
      for (const put of [body[at] === 'A' ? 'B' : 'A', '']) {
        await replace('a', 1, { body: body.slice(0, at) + put + body.slice(at + 1) })
        const error: unknown = await store.get('a').catch((one: unknown) => one)
        expect(error).toMatchObject({ code: 'internal', retryable: false, provider: 'envelope' })
        expect(String(error)).toContain('secret "a" version 1')
        expect(String(error)).not.toContain('hush')
      }
    }
    await replace('a', 1, { body })
    expect((await store.get('a'))?.data).toEqual({ password: 'hush' })
  })

  it.each(['', 'x', '{"data":{}}', '1.', `1.${'A'.repeat(80)}.${'A'.repeat(80)}`])(
    'does not open when it is replaced by %j',
    async (body) => {
      const { store, replace } = await openPlace()
      await store.put('a', {})
      await replace('a', 1, { body })
      await expect(store.get('a')).rejects.toMatchObject({ code: 'internal' })
    },
  )

  it('does not open at another path', async () => {
    const { store, records, bodyOf, replace } = await openPlace()
    await store.put('devices/1', { n: 1 })
    await store.put('devices/2', { n: 2 })
    await replace('devices/2', 1, { body: await bodyOf('devices/1', 1) })
    await expect(store.get('devices/2')).rejects.toMatchObject({ code: 'internal' })
    const record = await records.read('devices/1', 1)
    if (record !== undefined) await records.append({ ...record, path: 'devices/3' }, undefined, 10, call)
    await expect(store.get('devices/3')).rejects.toMatchObject({ code: 'internal' })
    expect((await store.get('devices/1'))?.data).toEqual({ n: 1 })
  })

  it('does not open as another version, so that an old password cannot be brought back', async () => {
    const { store, records, bodyOf, replace } = await openPlace()
    await store.put('a', { password: 'old' })
    await store.put('a', { password: 'new' })
    const old = await records.read('a', 1)
    if (old !== undefined) await records.append({ ...old, version: 3 }, 2, 10, call)
    await expect(store.get('a')).rejects.toMatchObject({ code: 'internal' })
    await replace('a', 2, { body: await bodyOf('a', 1) })
    await expect(store.getVersion('a', '2')).rejects.toMatchObject({ code: 'internal' })
    expect((await store.getVersion('a', '1'))?.data).toEqual({ password: 'old' })
  })

  it('does not open with parts of two records, although both are of the same path', async () => {
    const { store, bodyOf, replace } = await openPlace()
    await store.put('a', { n: 1 })
    await store.put('a', { n: 2 })
    const [one, two] = [await bodyOf('a', 1), await bodyOf('a', 2)].map((body) => body.split('.'))
    await replace('a', 2, { body: ['1', two?.[1], one?.[2]].join('.') })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'internal' })
  })

  it('does not open under the id of another key that is held', async () => {
    const { key, store, records, replace, open } = await openPlace()
    const second = generateKey()
    await store.put('a', {})
    await open({ key: second, previousKeys: [key] }).put('b', {})
    await replace('a', 1, { keyId: (await records.read('b', 1))?.keyId ?? '' })
    await expect(open({ previousKeys: [second] }).get('a')).rejects.toMatchObject({ code: 'internal' })
  })

  it('does not take the store with it', async () => {
    const { store, replace } = await openPlace()
    await store.put('a', { n: 1 })
    await store.put('b', { n: 2 })
    await replace('a', 1, { body: 'x' })
    expect((await store.get('b'))?.data).toEqual({ n: 2 })
    expect(await store.list('')).toEqual(['a', 'b'])
    expect(await store.put('a', { n: 3 })).toBe('2')
    expect((await store.get('a'))?.data).toEqual({ n: 3 })
  })
})

describe('a key service', () => {
  it('may be slow, and is told path and end of the call', async () => {
    const { service, seen } = slowService()
    const { store } = await openPlace({ key: service })
    await store.put('a', { n: 1 })
    expect((await store.get('a'))?.data).toEqual({ n: 1 })
    expect(seen).toEqual([
      ['wrap', './key-check'],
      ['wrap', 'a'],
      ['unwrap', 'a'],
    ])
    await expect(store.get('a', { timeoutMs: 1 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('that fails is an error and not an absent secret; one that recovers is asked again', async () => {
    const { service, fail } = slowService()
    const { store } = await openPlace({ key: service })
    await store.put('a', { n: 1 })
    fail(new ProviderError('permission-denied', 'the key policy says no'))
    await expect(store.get('a')).rejects.toMatchObject({ code: 'permission-denied' })
    await expect(store.put('a', {})).rejects.toMatchObject({ code: 'permission-denied' })
    expect(await store.versions('a')).toEqual(['1'])
    fail(new ProviderError('unavailable', 'the key service restarts'), 1)
    expect((await store.get('a'))?.data).toEqual({ n: 1 })
  })

  it('that answers nonsense is found out', async () => {
    const { service } = slowService()
    const short = { ...service, unwrap: async () => new Uint8Array(31) }
    const { store, open } = await openPlace({ key: service })
    await store.put('a', {})
    await expect(open({ key: short }).get('a')).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('31 bytes instead of 32'),
    })
    const broken = { ...service, wrap: async () => 'two words' }
    await expect(open({ key: broken }).put('a', {})).rejects.toMatchObject({ code: 'internal' })
  })
})

/** A key service that keeps data keys by number, answers a turn of the event loop later, and can be made to fail. */
function slowService() {
  const kept: { bytes: Uint8Array; path: string }[] = []
  const seen: [string, string][] = []
  let failure: { error: Error; left: number } | undefined
  const asked = async (what: string, path: string, signal: AbortSignal | undefined) => {
    seen.push([what, path])
    await new Promise((resolve) => setTimeout(resolve, 5))
    signal?.throwIfAborted()
    if (failure !== undefined && failure.left-- > 0) throw failure.error
  }
  const service: KeyWrapper = {
    keyId: 'service:key-1',
    async wrap(bytes, { path }, signal) {
      await asked('wrap', path, signal)
      return `kept:${kept.push({ bytes, path }) - 1}`
    },
    async unwrap(wrapped, { path }, signal) {
      await asked('unwrap', path, signal)
      const found = kept[Number(wrapped.slice(5))]
      if (found?.path === path) return found.bytes
      throw new ProviderError('internal', 'wrapped in another context')
    },
  }
  return { service, seen, fail: (error: Error, times = Number.MAX_SAFE_INTEGER) => (failure = { error, left: times }) }
}
