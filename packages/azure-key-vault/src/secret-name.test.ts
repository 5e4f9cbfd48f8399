import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partName, secretName } from './secret-name.js'

describe('The name of a path in Key Vault', () => {
  it.each([
    ['MPSCerts', '-m-p-s-certs'],
    ['devices/4c4c4544-0046-4a10', 'devices--4c4c4544-00046-04a10'],
    ['TLS/a b', '-t-l-s--a-120b'],
    ['é', '-1c3-1a9'],
  ])('of %s is %s', (path, name) => {
    expect(secretName(path)).toBe(name)
  })

  it('is one that Key Vault takes, and of no other path, also without regard to case', () => {
    const names = new Map<string, string>()
    const path = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'A', '-', '0', '1', '2', 'm', 'M', '/', 'c', '3', 'é'), minLength: 1 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
    )
    fc.assert(
      fc.property(path, (given) => {
        const name = secretName(given)
        expect(name).toMatch(/^[0-9a-z-]{1,127}$/)
        expect(names.get(name) ?? given).toBe(given)
        names.set(name, given)
        expect(partName(given, 12)).toMatch(/^[0-9a-z-]{1,127}$/)
        expect(names.has(partName(given, 12))).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  it('of a long path ends between two codes, so that what follows reads as it is meant', () => {
    const path = `${'x'.repeat(59)}/${'y'.repeat(100)}`
    const long = secretName(path)
    expect(long).toMatch(/^x{59}-2[0-9a-f]{64}$/)
    expect(secretName(`${'x'.repeat(59)}/${long.slice(60)}`)).not.toBe(long)
    expect(partName(path, 3)).toMatch(/^x{59}-2[0-9a-f]{56}-33$/)
  })

  it('tells long paths apart that begin and end alike', () => {
    const [one, other] = [`${'x'.repeat(200)}a${'y'.repeat(50)}`, `${'x'.repeat(200)}b${'y'.repeat(50)}`]
    expect(secretName(one)).not.toBe(secretName(other))
    expect(partName(secretName(one), 0)).not.toBe(partName(secretName(other), 0))
    expect(partName(secretName(one), 0)).not.toBe(partName(secretName(one), 1))
  })
})
