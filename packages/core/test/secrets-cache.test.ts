import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProviderError, SecretsStore, type SecretsStoreOptions } from '../src/index.js'
import { CountingSecrets } from './counting-secrets.js'

const path = 'devices/d12428be'

async function opened(options: SecretsStoreOptions = { cache: {} }) {
  const driver = new CountingSecrets()
  const store = new SecretsStore(driver, { retries: 0, ...options })
  await store.put(path, { AMT_PASSWORD: 'first', nested: { list: [1] } })
  return { driver, store, password: async () => (await store.get(path))?.data.AMT_PASSWORD }
}

function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

describe('A cache of secrets', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('answers without the store until its time is over', async () => {
    const { driver, password } = await opened({ cache: { ttlMs: 1_000 } })
    await password()
    await driver.behind(path, { AMT_PASSWORD: 'second' })
    vi.advanceTimersByTime(999)
    expect(await password()).toBe('first')
    vi.advanceTimersByTime(1)
    expect(await password()).toBe('second')
    expect(driver.reads).toEqual([path, path])
  })

  it.each([{}, { cache: false as const }, { cache: { ttlMs: 0 } }])('is off with %j', async (options) => {
    const { driver, password } = await opened({ ...options })
    await password()
    await driver.behind(path, { AMT_PASSWORD: 'second' })
    expect(await password()).toBe('second')
  })

  it('is passed by where a read is asked to be fresh', async () => {
    const { driver, store, password } = await opened()
    await password()
    await driver.behind(path, { AMT_PASSWORD: 'second' })
    expect((await store.get(path, { fresh: true }))?.data.AMT_PASSWORD).toBe('second')
  })

  it('never keeps that something is absent', async () => {
    const { driver, store } = await opened()
    expect(await store.get('MPSCerts')).toBeUndefined()
    await driver.behind('MPSCerts', { root_key: 'r' })
    expect((await store.get('MPSCerts'))?.data).toEqual({ root_key: 'r' })
  })

  it('forgets what this store writes and removes, and what failed to be written', async () => {
    const { driver, store, password } = await opened()
    await password()
    await store.put(path, { AMT_PASSWORD: 'second' })
    expect(await password()).toBe('second')
    vi.spyOn(driver, 'put').mockImplementationOnce(async (...args) => {
      await CountingSecrets.prototype.put.apply(driver, args)
      throw new ProviderError('timeout', 'no answer')
    })
    await expect(store.put(path, { AMT_PASSWORD: 'third' })).rejects.toMatchObject({ code: 'timeout' })
    expect(await password()).toBe('third')
    await store.delete(path)
    expect(await store.get(path)).toBeUndefined()
  })

  it('does not keep what a read answers that a write overtook', async () => {
    const { driver, store, password } = await opened()
    const { passed, open } = gate()
    driver.gate = passed
    const before = password()
    await store.put(path, { AMT_PASSWORD: 'second' })
    const after = password()
    open()
    expect(await before).toBe('first')
    expect(await after).toBe('second')
    expect(await password()).toBe('second')
  })

  it('gives each caller an object of its own', async () => {
    const { store } = await opened()
    for (let time = 0; time < 3; time++) {
      const read = await store.get(path)
      expect(read?.data).toEqual({ AMT_PASSWORD: 'first', nested: { list: [1] } })
      Object.assign(read?.data ?? {}, { AMT_PASSWORD: 'changed' })
      const nested = read?.data.nested as { list: number[] }
      nested.list.push(2)
    }
  })

  it('keeps a name that JavaScript knows as its own', async () => {
    const { store } = await opened()
    await store.put('p', JSON.parse('{"__proto__":{"a":1}}'))
    await store.get('p')
    expect(JSON.stringify((await store.get('p'))?.data)).toBe('{"__proto__":{"a":1}}')
  })

  it('drops what was not read for the longest time when its memory is full', async () => {
    const { driver, store } = await opened({ cache: { maxBytes: 250 } })
    for (const name of ['a', 'b', 'c']) await store.put(name, { text: 'x'.repeat(30) })
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await store.get(name)
    expect(driver.reads).toEqual(['a', 'b', 'c', 'b'])
  })

  it.each(['unavailable', 'timeout'] as const)('answers within its bound when the store is %s', async (code) => {
    const { driver, password } = await opened({ cache: { ttlMs: 1_000, staleMs: 5_000 } })
    await password()
    driver.failure = new ProviderError(code, 'away', { retryable: false, answered: true })
    vi.advanceTimersByTime(5_999)
    expect(await password()).toBe('first')
    vi.advanceTimersByTime(1)
    await expect(password()).rejects.toMatchObject({ code })
  })

  it.each(['permission-denied', 'unauthenticated', 'internal'] as const)(
    'answers nothing when the store says %s, not even when it is away afterwards',
    async (code) => {
      const { driver, password } = await opened({ cache: { ttlMs: 1_000 } })
      await password()
      vi.advanceTimersByTime(1_000)
      driver.failure = new ProviderError(code, 'no')
      await expect(password()).rejects.toMatchObject({ code })
      driver.failure = new ProviderError('unavailable', 'away', { retryable: false, answered: true })
      await expect(password()).rejects.toMatchObject({ code: 'unavailable' })
    },
  )

  it('is empty once its store is closed', async () => {
    const { store, password } = await opened()
    await password()
    await store.close()
    await expect(password()).rejects.toMatchObject({ code: 'closed' })
  })

  it.each([{ ttlMs: -1 }, { staleMs: 0.5 }, { maxBytes: Number.NaN }])('refuses %j', (cache) => {
    expect(() => new SecretsStore(new CountingSecrets(), { cache })).toThrow(`cache.${Object.keys(cache)[0]} is`)
  })
})
