import { nastyStrings } from '@dmt-providers/conformance'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inUrl, pathOfName, secretName } from './secret-name.js'

const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom(...'%25A4f/ ')),
})

describe('the name of a secret in Vault', () => {
  it.each([
    'MPSCerts',
    'devices/d12428be-9fa1-4226-9784-54b2038beab6',
    'TLS/Profile 1',
    'certs/ü-100%',
    'a%b',
    'ключ/😀',
  ])('is the path itself, as the reference writes it: %s', (path) => expect(secretName(path)).toBe(path))

  it.each([
    ['a\tb', 'a%09b'],
    ['\ufeff', '%EF%BB%BF'],
    ['a%09b', 'a%2509b'],
    ['%%25', '%%2525'],
  ])('of %j is %s', (path, name) => expect(secretName(path)).toBe(name))

  it('leads back to its path', () => {
    fc.assert(fc.property(text, (path) => pathOfName(secretName(path)) === path))
    for (const path of Object.values(nastyStrings)) expect(pathOfName(secretName(path))).toBe(path)
  })

  it('that somebody else chose and no path has is listed as it is', () => {
    for (const name of ['a%41', '100%25x%zz', 'a%FF']) expect(secretName(name)).not.toBe(name)
    expect(['a%41', 'a%FF', 'a%2F'].map(pathOfName)).toEqual(['a%41', 'a%FF', 'a%2F'])
  })

  it('stands in a URL segment by segment', () => {
    expect(inUrl('a b/c?d#e/%2F')).toBe('a%20b/c%3Fd%23e/%252F')
  })
})
