import { describe, expect, it } from 'vitest'
import { ProviderError, SecretsStore } from '../src/index.js'
import { CountingSecrets } from './counting-secrets.js'

const devices = 10_000
const pathOf = (index: number) => `devices/${index}`

async function filled(options = {}) {
  const driver = new CountingSecrets()
  for (let index = 0; index < devices; index++) await driver.behind(pathOf(index), { index })
  return { driver, store: new SecretsStore(driver, options) }
}

describe('A fleet that asks for its credentials at once', () => {
  it('costs one read of the store for each path, 64 at a time', async () => {
    const { driver, store } = await filled({ cache: {} })
    const asked = Array.from({ length: 3 * devices }, (_, index) => store.get(pathOf(index % devices)))
    for (const [index, secret] of (await Promise.all(asked)).entries()) {
      expect(secret?.data.index).toBe(index % devices)
    }
    expect(driver.reads).toHaveLength(devices)
    expect(driver.most).toBe(64)
  })

  it('asks again for what is absent when another read began before', async () => {
    const driver = new CountingSecrets()
    const store = new SecretsStore(driver)
    const first = store.get('devices/new')
    await driver.behind('devices/new', { here: true })
    const second = store.get('devices/new')
    expect(await first).toBeUndefined()
    expect((await second)?.data).toEqual({ here: true })
  })

  it('sees no refusal of a store that throttles, however often it does', async () => {
    const { driver, store } = await filled({ maxConcurrent: 32 })
    const read = CountingSecrets.prototype.get
    let refused = 0
    let inWindow = 0
    let window = Date.now()
    driver.get = async (path, version) => {
      if (Date.now() - window >= 100) [window, inWindow] = [Date.now(), 0]
      if (++inWindow <= 100) return await read.call(driver, path, version)
      refused++
      const retryAfterMs = window + 100 - Date.now()
      throw new ProviderError('limit-exceeded', 'throttled', { retryAfterMs, retryable: true, notApplied: true })
    }
    const asked = Array.from({ length: 1_000 }, (_, index) => store.get(pathOf(index)))
    await Promise.all(asked)
    expect(driver.reads).toHaveLength(1_000)
    expect(refused).toBeGreaterThan(0)
    expect(refused).toBeLessThan(500)
  })

  it('says that the store throttles when no time is left', async () => {
    const { driver } = await filled()
    const store = new SecretsStore(driver, { retries: 0 })
    driver.failure = new ProviderError('limit-exceeded', 'throttled', { retryAfterMs: 1, retryable: true })
    await expect(store.get(pathOf(1))).rejects.toMatchObject({ code: 'limit-exceeded', retryAfterMs: 1 })
  })

  it('leaves the queue when its own deadline passes', async () => {
    const driver = new CountingSecrets()
    const store = new SecretsStore(driver, { maxConcurrent: 1 })
    let open = () => {}
    driver.gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const first = store.get('a')
    await expect(store.get('b', { timeoutMs: 20 })).rejects.toMatchObject({ code: 'timeout' })
    open()
    expect(await first).toBeUndefined()
    expect(await store.get('c')).toBeUndefined()
    expect(driver.reads).toEqual(['a', 'c'])
  })
})
