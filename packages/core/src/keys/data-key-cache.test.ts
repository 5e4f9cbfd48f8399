import { describe, expect, it } from 'vitest'
import { DataKeyCache } from './data-key-cache.js'

const bounds = { cacheEntries: 2, cacheAgeMs: 60_000, cacheUses: 3 }
const bytes = Uint8Array.of(1, 2, 3)

describe('a cache of data keys', () => {
  it('answers copies, which stay what they are when the key is forgotten', () => {
    const cache = new DataKeyCache(bounds)
    cache.set('a', bytes)
    const found = cache.get('a')
    cache.clear()
    expect(found).toEqual(bytes)
    expect(cache.get('a')).toBeUndefined()
    expect(bytes).toEqual(Uint8Array.of(1, 2, 3))
  })

  it('keeps as many as it may, the last used ones', () => {
    const cache = new DataKeyCache(bounds)
    for (const name of ['a', 'b']) cache.set(name, bytes)
    cache.get('a')
    cache.set('c', bytes)
    expect(['a', 'b', 'c'].map((name) => cache.get(name) !== undefined)).toEqual([true, false, true])
  })

  it('lets one be used so many times, and begins to count anew when it is set again', () => {
    const cache = new DataKeyCache(bounds)
    cache.set('a', bytes)
    const used = () => [1, 2, 3, 4].map(() => cache.get('a') !== undefined)
    expect(used()).toEqual([true, true, true, false])
    cache.set('a', bytes)
    expect(used()).toEqual([true, true, true, false])
  })

  it('forgets what is too old, and keeps nothing where it may keep none', () => {
    const old = new DataKeyCache({ ...bounds, cacheAgeMs: 0 })
    old.set('a', bytes)
    expect(old.get('a')).toBeUndefined()
    const none = new DataKeyCache({ ...bounds, cacheEntries: 0 })
    none.set('a', bytes)
    expect(none.get('a')).toBeUndefined()
  })
})
