import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ConfigStore, ProviderError } from '../src/index.js'
import { MemoryConfig } from './memory-config.js'

function storeOf(driver = new MemoryConfig()) {
  return { driver, store: new ConfigStore(driver, { retries: 0 }) }
}

async function keysOf(store: ConfigStore, prefix = '') {
  return (await store.list(prefix)).map(({ key }) => key)
}

describe('A config store', () => {
  it('lists by key, whatever order its driver has', async () => {
    const { store } = storeOf()
    for (const key of ['b', 'a/2', 'B', 'a/10', 'é']) await store.put(key, key)
    expect(await keysOf(store)).toEqual(['B', 'a/10', 'a/2', 'b', 'é'])
    expect(await keysOf(store, 'a/')).toEqual(['a/10', 'a/2'])
  })

  it('writes only over what is expected', async () => {
    const { store } = storeOf()
    const version = await store.put('k', '1', { expected: 'absent' })
    await expect(store.put('k', '2', { expected: 'absent' })).rejects.toMatchObject({
      code: 'stale-version',
      provider: 'memory',
      operation: 'config.put',
    })
    await store.put('k', '2', { expected: { version } })
    await expect(store.put('k', '3', { expected: { version } })).rejects.toMatchObject({ code: 'stale-version' })
    expect(await store.get('k')).toMatchObject({ value: '2' })
    expect(await store.get('absent')).toBeUndefined()
  })

  it('refuses what its provider does not claim', async () => {
    const { store } = storeOf(new MemoryConfig({ compareAndSet: false, watch: false }))
    await expect(store.put('k', 'v', { expected: 'absent' })).rejects.toMatchObject({
      code: 'unsupported',
      provider: 'memory',
    })
    await expect(store.watch('').next()).rejects.toMatchObject({ code: 'unsupported', provider: 'memory' })
    expect(await keysOf(store)).toEqual([])
    expect(await store.put('k', 'v')).toBe('1')
  })

  it.each(['', '/a', 'a/', 'a//b', 'a/../b', 'x'.repeat(256), 'a\0', '\ud83d', 5])(
    'refuses the key %j',
    async (key) => {
      await expect(storeOf().store.get(key as string)).rejects.toMatchObject({ code: 'invalid-argument' })
    },
  )

  it('wraps what its driver throws', async () => {
    const { driver, store } = storeOf()
    driver.fail(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
    await expect(store.get('k')).rejects.toMatchObject({
      code: 'unavailable',
      provider: 'memory',
      operation: 'config.get',
    })
  })
})

describe('A watch', () => {
  it('yields what is there and then each change, sorted', async () => {
    const { store } = storeOf()
    await store.put('b', '1')
    const snapshots: string[][] = []
    for await (const entries of store.watch('')) {
      snapshots.push(entries.map(({ key }) => key))
      if (snapshots.length === 2) break
      await store.put('a', '1')
    }
    expect(snapshots).toEqual([['b'], ['a', 'b']])
  })

  it.each<[string, (store: ConfigStore, controller: AbortController) => unknown]>([
    ['the caller aborts', (_, controller) => controller.abort()],
    ['the store is closed', (store) => store.close()],
  ])('ends without an error when %s', async (_, end) => {
    const { driver, store } = storeOf()
    const controller = new AbortController()
    const watch = store.watch('', controller.signal)
    await watch.next()
    const waiting = watch.next()
    await end(store, controller)
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(driver.watching).toBe(0)
  })

  it('with a signal that has fired already ends at once', async () => {
    expect(await storeOf().store.watch('', AbortSignal.abort()).next()).toEqual({ done: true, value: undefined })
  })

  it('on a closed store says so', async () => {
    const { store } = storeOf()
    await store.close()
    await expect(store.watch('').next()).rejects.toMatchObject({ code: 'closed' })
  })

  it('that is lost is taken up again, and answers only what is new', async () => {
    const { driver, store } = storeOf()
    await store.put('k', '1')
    const watch = store.watch('')
    await watch.next()
    const waiting = watch.next()
    driver.fail(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
    await expect.poll(() => driver.watching).toBe(0)
    driver.recover()
    await store.put('k', '2')
    expect(await waiting).toMatchObject({ value: [{ key: 'k', value: '2' }] })
    await watch.return()
    expect(driver.watching).toBe(0)
  })

  it('that waiting cannot help says so in portable terms', async () => {
    const { driver, store } = storeOf()
    const watch = store.watch('')
    await watch.next()
    const waiting = watch.next()
    driver.fail(new ProviderError('permission-denied', 'the token was revoked'))
    await expect(waiting).rejects.toMatchObject({
      code: 'permission-denied',
      provider: 'memory',
      operation: 'config.watch',
    })
  })

  it('ends at once though its driver hangs', async () => {
    const { driver, store } = storeOf()
    const controller = new AbortController()
    const watch = store.watch('', controller.signal)
    await watch.next()
    driver.deaf = true
    await store.put('k', '1')
    await watch.next()
    const waiting = watch.next()
    controller.abort()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })
})
