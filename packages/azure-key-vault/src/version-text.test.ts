import { describe, expect, it } from 'vitest'
import { idOfVersion, versionText } from './version-text.js'

describe('a version in text', () => {
  it.each(['0'.repeat(32), 'f'.repeat(32), '0123456789abcdef0123456789abcdef'])('leads back to the id %s', (id) => {
    const version = versionText(1_763_715_000_000, id)
    expect(version).toMatch(/^1763715000000\d{39}$/)
    expect(idOfVersion(version)).toBe(id)
  })

  it('grows with the number, whatever the id, and differs by the id', () => {
    const [low, high] = ['0'.repeat(32), 'f'.repeat(32)]
    expect(BigInt(versionText(8, low))).toBeGreaterThan(BigInt(versionText(7, high)))
    expect(versionText(7, low)).not.toBe(versionText(7, high))
  })

  it.each(['', '1', 'x', '9'.repeat(54), '-1', '1'.repeat(60)])('is not %s', (text) => {
    expect(idOfVersion(text)).toBeUndefined()
  })

  it('needs an id of Key Vault', () => {
    expect(() => versionText(1, 'ABC')).toThrow(expect.objectContaining({ code: 'internal' }))
  })
})
