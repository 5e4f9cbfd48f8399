import { describe, expect, it } from 'vitest'
import type { ConfigEntry } from './config-entry.js'
import { KnownEntries } from './known-entries.js'

const entry = (key: string, version = '1'): ConfigEntry => ({ key, value: `${key}${version}`, version })

function knowing(...keys: string[]) {
  const known = new KnownEntries()
  known.take(keys.map((key) => entry(key)))
  return known
}

const versions = (known: KnownEntries) => known.snapshot().map(({ key, version }) => `${key}${version}`)

describe('The entries that a watch knows', () => {
  it('are sorted whatever the order they come in', () => {
    expect(versions(knowing('c', 'a', 'b'))).toEqual(['a1', 'b1', 'c1'])
  })

  it.each([
    ['one that changed', [entry('c'), entry('a', '2'), entry('b')], ['a2', 'b1', 'c1']],
    ['several that changed', [entry('c', '2'), entry('a', '2'), entry('b')], ['a2', 'b1', 'c2']],
    ['one more', [entry('c'), entry('a'), entry('b'), entry('aa')], ['a1', 'aa1', 'b1', 'c1']],
    ['one less', [entry('c'), entry('b')], ['b1', 'c1']],
    ['one for another', [entry('c'), entry('d'), entry('b')], ['b1', 'c1', 'd1']],
    ['one that changed, in another order', [entry('a', '2'), entry('b'), entry('c')], ['a2', 'b1', 'c1']],
    ['nothing', [], []],
  ])('take over %s', (_, answer, expected) => {
    const known = knowing('c', 'a', 'b')
    expect(known.take(answer)).toBe(true)
    expect(versions(known)).toEqual(expected)
    expect(known.edition).toBe(2)
  })

  it('have changed when one is the same object with others around it', () => {
    const [a, b] = [entry('a'), entry('b')]
    const known = new KnownEntries()
    known.take([a, b])
    expect(known.take([a, entry('b', '2')])).toBe(true)
    expect(known.take([a, b])).toBe(true)
    expect(versions(known)).toEqual(['a1', 'b1'])
  })

  it.each([
    ['the same', ['c', 'a', 'b']],
    ['the same in another order', ['a', 'b', 'c']],
  ])('have not changed by %s', (_, keys) => {
    const known = knowing('c', 'a', 'b')
    expect(known.take(keys.map((key) => entry(key)))).toBe(false)
    expect(known.edition).toBe(1)
  })

  it('are known once, even where there are none', () => {
    const known = new KnownEntries()
    expect([known.take([]), known.take([])]).toEqual([true, false])
  })

  it('are not those of an array that its owner changes', () => {
    const answer = [entry('a'), entry('b')]
    const known = new KnownEntries()
    known.take(answer)
    answer[0] = entry('a', '2')
    expect(versions(known)).toEqual(['a1', 'b1'])
    expect(known.take(answer)).toBe(true)
    known.snapshot().pop()
    expect(versions(known)).toEqual(['a2', 'b1'])
  })
})
