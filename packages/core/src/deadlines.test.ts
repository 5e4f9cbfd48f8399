import { describe, expect, it } from 'vitest'
import { Deadlines, type Timed } from './deadlines.js'

/** Deadlines that tell, by name and in order, which of them passed. */
function deadlinesOf(milliseconds: number) {
  const deadlines = new Deadlines(milliseconds)
  const passed: string[] = []
  const set = (name: string, then = () => {}) => {
    const timed: Timed = {
      expire: () => {
        passed.push(name)
        then()
      },
      expiresAt: 0,
      earlier: undefined,
      later: undefined,
    }
    deadlines.set(timed, performance.now())
    return timed
  }
  return { deadlines, passed, set }
}

describe('Deadlines', () => {
  it('pass in the order in which they were set, and not before their time', async () => {
    const { passed, set } = deadlinesOf(30)
    const started = performance.now()
    set('first')
    set('second')
    await new Promise<void>((resolve) => set('third', resolve))
    expect(performance.now() - started).toBeGreaterThanOrEqual(30)
    expect(passed).toEqual(['first', 'second', 'third'])
  })

  it.each(['first', 'middle', 'last'])('let go of the %s one that is cleared', async (cleared) => {
    const { deadlines, passed, set } = deadlinesOf(10)
    const names = ['first', 'middle', 'last']
    const timed = names.map((name) => set(name))
    for (const [place, one] of timed.entries()) if (names[place] === cleared) deadlines.clear(one)
    await new Promise<void>((resolve) => set('end', resolve))
    expect(passed).toEqual([...names.filter((name) => name !== cleared), 'end'])
  })

  it('pass when they were set after all earlier ones were cleared', async () => {
    const { deadlines, passed, set } = deadlinesOf(20)
    deadlines.clear(set('cleared'))
    const started = performance.now()
    await new Promise<void>((resolve) => set('end', resolve))
    expect(performance.now() - started).toBeGreaterThanOrEqual(20)
    expect(passed).toEqual(['end'])
  })

  it('may be set by one that passes', async () => {
    const { passed, set } = deadlinesOf(5)
    await new Promise<void>((resolve) => set('first', () => set('second', resolve)))
    expect(passed).toEqual(['first', 'second'])
  })
})
