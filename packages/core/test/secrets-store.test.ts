import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type JsonObject, SecretsStore } from '../src/index.js'
import { MemorySecrets } from './memory-secrets.js'

const storeOf = (driver = new MemorySecrets()) => new SecretsStore(driver, { retries: 0 })

describe('A secret', () => {
  it('prints as path and version; its data must be asked for', async () => {
    const store = storeOf()
    await store.put('devices/x', { AMT_PASSWORD: 'hunter2' })
    const secret = await store.get('devices/x')
    expect(secret?.data).toEqual({ AMT_PASSWORD: 'hunter2' })
    const shown = [
      inspect(secret, { depth: 9 }),
      JSON.stringify(secret),
      inspect({ ...secret }),
      Object.keys(secret ?? {}).join(),
    ]
    for (const text of shown) expect(text).not.toMatch(/hunter2|data/)
    expect(JSON.parse(JSON.stringify(secret))).toEqual({ path: 'devices/x', version: '1' })
  })

  it('is stored apart from the object that was given', async () => {
    const store = storeOf()
    const given = { nested: { a: 1 } }
    await store.put('p', given)
    given.nested.a = 2
    expect((await store.get('p'))?.data).toEqual({ nested: { a: 1 } })
  })

  it('is absent only where nothing is', async () => {
    const store = storeOf()
    expect(await store.get('p')).toBeUndefined()
    expect(await store.getVersion('p', '1')).toBeUndefined()
    expect(await store.versions('p')).toEqual([])
    expect(await store.delete('p')).toBe(false)
  })
})

describe('A secrets store', () => {
  it('lists by path, whatever order its driver has', async () => {
    const store = storeOf()
    for (const path of ['b', 'a/2', 'B', 'a/10']) await store.put(path, {})
    expect(await store.list('')).toEqual(['B', 'a/10', 'a/2', 'b'])
    expect(await store.list('a')).toEqual(['a/10', 'a/2'])
  })

  it('writes only over what is expected', async () => {
    const store = storeOf()
    const version = await store.put('p', { n: 1 }, { expected: 'absent' })
    await expect(store.put('p', { n: 2 }, { expected: 'absent' })).rejects.toMatchObject({
      code: 'stale-version',
      provider: 'memory',
      operation: 'secrets.put',
    })
    await store.put('p', { n: 2 }, { expected: { version } })
    await expect(store.put('p', { n: 3 }, { expected: { version } })).rejects.toMatchObject({ code: 'stale-version' })
    expect((await store.getVersion('p', version))?.data).toEqual({ n: 1 })
    expect(await store.versions('p')).toEqual(['2', '1'])
  })

  it('refuses what its provider does not claim, before its driver is called', async () => {
    const store = storeOf(new MemorySecrets({ compareAndSet: false, history: false }))
    const calls = [store.put('p', {}, { expected: 'absent' }), store.getVersion('p', '1'), store.versions('p')]
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'unsupported', provider: 'memory' })
    expect(await store.get('p')).toBeUndefined()
    expect(await store.put('p', {})).toBe('1')
  })

  it.each(['', '/a', 'a/', 'a//b', '.', 'a/../b', 'a\0', '\ud83d', 'x'.repeat(401), undefined])(
    'refuses the path %j',
    async (path) => {
      await expect(storeOf().get(path as string)).rejects.toMatchObject({ code: 'invalid-argument' })
    },
  )

  it.each(['MPSCerts', 'devices/4c4c4544', 'TLS/a b', 'a/...', '\u{1F600}'.repeat(400)])(
    'takes the path %j',
    async (path) => {
      const store = storeOf()
      await store.put(path, {})
      expect(await store.list('')).toEqual([path])
    },
  )

  it.each([undefined, null, 'text', [], new Date()])('refuses the data %j', async (data) => {
    await expect(storeOf().put('p', data as unknown as JsonObject)).rejects.toMatchObject({ code: 'invalid-argument' })
  })
})
