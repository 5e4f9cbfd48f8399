import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ConfigStore, ProviderError } from '../src/index.js'
import { MemoryConfig } from './memory-config.js'

function storeOf() {
  const driver = new MemoryConfig()
  return { driver, store: new ConfigStore(driver, { retries: 0 }) }
}

type Watch = ReturnType<ConfigStore['watch']>

/** Values of the next snapshot. */
async function values(watch: Watch): Promise<string[]> {
  const { done, value } = await watch.next()
  if (done === true) throw new Error('the watch has ended')
  return value.map((entry) => entry.value)
}

const lost = () => Object.assign(new Error('gone'), { code: 'ECONNRESET' })

describe('Readers of one prefix', () => {
  it('share one watch, which ends with the last of them', async () => {
    const { driver, store } = storeOf()
    const controller = new AbortController()
    const watches = Array.from({ length: 1_000 }, () => store.watch('a', controller.signal))
    expect(await Promise.all(watches.map(values))).toEqual(watches.map(() => []))
    expect([driver.begun, driver.watching]).toEqual([1, 1])
    const waiting = watches.map(values)
    await store.put('a', '1')
    expect(await Promise.all(waiting)).toEqual(watches.map(() => ['1']))
    // Node warns of more than ten.
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1)
    await watches[0]?.return()
    expect(driver.watching).toBe(1)
    controller.abort()
    await expect.poll(() => driver.watching).toBe(0)
    expect(driver.begun).toBe(1)
  })

  it('have a watch for each prefix', async () => {
    const { driver, store } = storeOf()
    const watches = ['a', 'b', 'a'].map((prefix) => store.watch(prefix))
    await Promise.all(watches.map(values))
    expect(driver.watching).toBe(2)
    await store.put('b', '1')
    expect(await values(watches[1] as Watch)).toEqual(['1'])
  })

  it('each have their own pace', async () => {
    const { store } = storeOf()
    const [quick, slow] = [store.watch(''), store.watch('')]
    await Promise.all([quick, slow].map(values))
    for (const value of ['1', '2', '3']) {
      await store.put('k', value)
      expect(await values(quick)).toEqual([value])
    }
    expect(await values(slow)).toEqual(['3'])
    const waiting = [quick, slow].map(values)
    await store.put('k', '4')
    expect(await Promise.all(waiting)).toEqual([['4'], ['4']])
  })

  it('begin with what is there when they come, and the others never see less than before', async () => {
    const { driver, store } = storeOf()
    const early = store.watch('')
    await values(early)
    const arrive = driver.delay()
    const waiting = values(early)
    await store.put('k', 'on its way')
    await new Promise(setImmediate)
    await store.put('k', 'newest')
    driver.delay()()
    const late = store.watch('')
    expect(await values(late)).toEqual(['newest'])
    expect(await waiting).toEqual(['newest'])
    arrive()
    await store.put('k', 'after')
    expect(await Promise.all([early, late].map(values))).toEqual([['after'], ['after']])
    await expect.poll(() => driver.watching).toBe(1)
  })

  it('that come one after the other each begin with the newest', async () => {
    const { driver, store } = storeOf()
    const watches: Watch[] = []
    for (let count = 1; count <= 20; count++) {
      await store.put('k', String(count))
      const watch = store.watch('')
      expect(await values(watch)).toEqual([String(count)])
      watches.push(watch)
    }
    expect(await Promise.all(watches.slice(0, -1).map(values))).toEqual(watches.slice(1).map(() => ['20']))
    await expect.poll(() => driver.watching).toBe(1)
  })

  it('cannot harm each other', async () => {
    const { store } = storeOf()
    for (const key of ['a', 'b']) await store.put(key, key)
    const watches = [store.watch(''), store.watch('')]
    const [one, other] = await Promise.all(watches.map(async (watch) => (await watch.next()).value ?? []))
    one?.splice(0, 2)
    expect(other?.map(({ key }) => key)).toEqual(['a', 'b'])
    expect(() => Object.assign(other?.[0] ?? {}, { value: 'harm' })).toThrow(TypeError)
    await store.put('b', '2')
    expect(await Promise.all(watches.map(values))).toEqual([
      ['a', '2'],
      ['a', '2'],
    ])
  })

  it('are all told what waiting cannot help, and whoever comes later begins anew', async () => {
    const { driver, store } = storeOf()
    const watches = [store.watch(''), store.watch('')]
    await Promise.all(watches.map(values))
    const waiting = watches.map(values)
    driver.fail(new ProviderError('permission-denied', 'the token was revoked'))
    const denied = { status: 'rejected', reason: { code: 'permission-denied', operation: 'config.watch' } }
    expect(await Promise.allSettled(waiting)).toMatchObject([denied, denied])
    expect(driver.watching).toBe(0)
    await expect(store.watch('').next()).rejects.toMatchObject({ code: 'permission-denied' })
    driver.recover()
    expect(await values(store.watch(''))).toEqual([])
  })

  it('get what they have not read yet before the error', async () => {
    const { driver, store } = storeOf()
    const [quick, slow] = [store.watch(''), store.watch('')]
    await Promise.all([quick, slow].map(values))
    await store.put('k', '1')
    await values(quick)
    driver.fail(new ProviderError('permission-denied', 'the token was revoked'))
    await expect(values(quick)).rejects.toMatchObject({ code: 'permission-denied' })
    expect(await values(slow)).toEqual(['1'])
    await expect(values(slow)).rejects.toMatchObject({ code: 'permission-denied' })
  })

  it('go on when another one cannot begin', async () => {
    const { driver, store } = storeOf()
    const early = store.watch('')
    await values(early)
    const waiting = values(early)
    driver.failure = lost()
    await expect(store.watch('').next()).rejects.toMatchObject({ code: 'unavailable', operation: 'config.watch' })
    driver.recover()
    await store.put('k', '1')
    expect(await waiting).toEqual(['1'])
    expect(driver.watching).toBe(1)
  })

  it('are let in while a lost watch is waited for, and bring the others along', async () => {
    const { driver, store } = storeOf()
    const early = store.watch('')
    await values(early)
    const waiting = values(early)
    driver.fail(lost())
    await expect.poll(() => driver.watching).toBe(0)
    driver.recover()
    await store.put('k', '1')
    expect(await values(store.watch(''))).toEqual(['1'])
    expect(await waiting).toEqual(['1'])
    expect(driver.watching).toBe(1)
  })

  it('that leave before they have begun leave nothing behind', async () => {
    const { driver, store } = storeOf()
    const arrive = driver.delay()
    const [leaving, staying] = [new AbortController(), new AbortController()]
    const left = store.watch('', leaving.signal).next()
    const stayed = store.watch('', staying.signal).next()
    await new Promise(setImmediate)
    leaving.abort()
    expect(await left).toEqual({ done: true, value: undefined })
    expect(driver.watching).toBe(1)
    staying.abort()
    expect(await stayed).toEqual({ done: true, value: undefined })
    arrive()
    await expect.poll(() => driver.watching).toBe(0)
    expect(await values(store.watch(''))).toEqual([])
  })

  it('end with their store', async () => {
    const { driver, store } = storeOf()
    const watches = ['', '', 'k'].map((prefix) => store.watch(prefix))
    await Promise.all(watches.map(values))
    const waiting = watches.map((watch) => watch.next())
    await store.close()
    expect(await Promise.all(waiting)).toEqual(watches.map(() => ({ done: true, value: undefined })))
    expect(driver.watching).toBe(0)
  })

  it('hear of an answer that is none', async () => {
    const { driver, store } = storeOf()
    const watch = store.watch('')
    await values(watch)
    const waiting = values(watch)
    driver.list = async () => undefined as never
    await store.put('k', '1')
    await expect(waiting).rejects.toMatchObject({ code: 'internal', operation: 'config.watch' })
  })
})
