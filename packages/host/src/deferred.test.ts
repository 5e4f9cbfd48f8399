import { describe, expect, it } from 'vitest'
import { deferred } from './deferred.js'
import { once } from './once.js'

class Counter {
  #value = 0
  async add(by: number, times = 1): Promise<number> {
    this.#value += by * times
    return this.#value
  }
}

describe('a deferred object', () => {
  it('loads the real one at the first call, once, and passes arguments as they are', async () => {
    let loads = 0
    const load = once(async () => {
      loads += 1
      return new Counter()
    })
    const counter = deferred<Pick<Counter, 'add'>>({ add: true }, load)
    expect(loads).toBe(0)
    expect(await Promise.all([counter.add(2), counter.add(3, 2)])).toEqual([2, 8])
    expect(loads).toBe(1)
  })

  it('tries again after a failure', async () => {
    let fails = true
    const load = once(async () => {
      if (fails) throw new Error('not yet')
      return new Counter()
    })
    const counter = deferred<Pick<Counter, 'add'>>({ add: true }, load)
    await expect(counter.add(1)).rejects.toThrow('not yet')
    fails = false
    expect(await counter.add(1)).toBe(1)
  })
})
