import { describe, expect, it } from 'vitest'
import { askable, inPath, keyOf, nameOf } from './kv-name.js'

describe('the name of a key', () => {
  it.each([
    ['mps/config', 'mps/config'],
    ['é 😀+?#', 'é 😀+?#'],
    ['a\u0001b', 'a%01b'],
    ['a%20b', 'a%2520b'],
    ['a\u00a0b', 'a%C2%A0b'],
  ])('%j is %j, and leads back to it', (key, name) => {
    expect(nameOf(key)).toBe(name)
    expect(keyOf(name)).toBe(key)
  })

  it.each(['mps/', '/mps', 'a//b', 'a/../b', 'a%20b', 'a%', 'a%C3', 'a%c3%a9'])('%j is none', (name) => {
    expect(keyOf(name)).toBeUndefined()
  })

  it('is written in a URL segment by segment', () => {
    expect(inPath('a b/c?d/%01')).toBe('a%20b/c%3Fd/%2501')
  })
})

describe('what can be asked for in the place of a prefix', () => {
  it.each([
    ['', ''],
    ['a', 'a'],
    ['a/', 'a/'],
    ['a/.b', 'a/.b'],
    ['a/.', 'a/'],
    ['a/../b', 'a/'],
    ['a//b', 'a/'],
    ['/a', ''],
    ['..', ''],
  ])('%j: %j', (prefix, asked) => {
    expect(askable(prefix)).toBe(asked)
  })
})
