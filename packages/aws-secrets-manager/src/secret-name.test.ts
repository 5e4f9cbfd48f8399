import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SecretNames } from './secret-name.js'

const names = new SecretNames('dmt/site-1')

/** What AWS takes. Source: CreateSecret in its API reference. */
const allowed = /^[A-Za-z0-9/_+=.@-]{1,512}$/

const character = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  fc.constantFrom('=', '/', '%', '=H', '=2F', 'é', 'e\u0301', '😀'),
)
const paths = fc
  .array(character, { minLength: 1, maxLength: 400 })
  .map((list) => [...list.join('')].slice(0, 400).join(''))

describe('the name of a path', () => {
  it('is one that AWS takes, leads back to the path, and is that of no other', () => {
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        const stored = names.of(one)
        expect(stored.name).toMatch(allowed)
        expect(stored.rest?.length ?? 0).toBeLessThanOrEqual(2_048)
        expect(names.path(stored)).toBe(one)
        if (one !== other) expect(names.of(other).name).not.toBe(stored.name)
      }),
      { numRuns: 2_000 },
    )
  })

  it('starts as that of every beginning of the path does', () => {
    fc.assert(
      fc.property(paths, fc.nat(400), (path, length) => {
        const start = names.start([...path].slice(0, length).join(''))
        expect(names.of(path).name.startsWith(start)).toBe(true)
      }),
    )
  })

  it('is the path itself where AWS takes it', () => {
    expect(names.of('devices/4c4c4544-004b').name).toBe('dmt/site-1/devices/4c4c4544-004b')
    expect(names.of('a b=c').name).toBe('dmt/site-1/a=20b=3Dc')
  })

  it.each(['😀'.repeat(400), '\u0001'.repeat(400), 'x'.repeat(400), 'ä'.repeat(400)])(
    '%# of 400 characters fits',
    (path) => {
      const stored = names.of(path)
      expect(stored.name.length).toBeLessThanOrEqual(512)
      expect(names.path(stored)).toBe(path)
    },
  )

  it.each(['other/a', 'dmt/site-1/=probe', 'dmt/site-1/a=2', 'dmt/site-1/=61', `dmt/site-1/a=H${'0'.repeat(64)}`])(
    '%s is none of these',
    (name) => expect(names.path({ name, rest: undefined })).toBeUndefined(),
  )
})
