import { describe, expect, it } from 'vitest'
import { asideOfKey, keyOfPath, pathOfKey } from './key-path.js'

describe('the file of a key', () => {
  it.each([
    ['mps/config', 'mps/config', '%6Dps%2Fconfig'],
    ['a.b_c-d', 'a.b_c-d', '%61%2Eb_c-d'],
    ['.hidden', '%2Ehidden', '%2Ehidden'],
    ['a b/ü%', 'a%20b/%C3%BC%25', '%61%20b%2F%C3%BC%25'],
    ['😀', '%F0%9F%98%80', '%F0%9F%98%80'],
  ])('of %j is %j, or else %j', (key, path, aside) => {
    expect([pathOfKey(key), asideOfKey(key)]).toEqual([path, aside])
    expect([keyOfPath(path), keyOfPath(aside)]).toEqual([key, key])
  })

  it('has no name of more than 200 characters, however long the key', () => {
    const key = `${'😀'.repeat(100)}/${'x'.repeat(150)}`
    for (const path of [pathOfKey(key), asideOfKey(key)]) {
      expect(Math.max(...path.split('/').map((name) => name.length))).toBeLessThanOrEqual(201)
      expect(keyOfPath(path)).toBe(key)
    }
  })

  it.each(['config~', '#config#', 'a b', '%zz', 'ü', 'a%2fb', 'a%2Fb', 'a/%62'])('%j is no key’s', (path) => {
    expect(keyOfPath(path)).toBeUndefined()
  })
})
