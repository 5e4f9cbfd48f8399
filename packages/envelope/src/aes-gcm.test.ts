import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decrypt, encrypt } from './aes-gcm.js'

const key = randomBytes(32)
const plain = Buffer.from('hello')

describe('AES-256-GCM', () => {
  it('gives the plaintext back', () => {
    expect(decrypt(key, encrypt(key, plain, 'here'), 'here')).toEqual(plain)
  })

  it('never makes the same text twice', () => {
    expect(encrypt(key, plain, 'here')).not.toBe(encrypt(key, plain, 'here'))
  })

  it('does not open at another place or under another key', () => {
    const text = encrypt(key, plain, 'here')
    expect(decrypt(key, text, 'there')).toBeUndefined()
    expect(decrypt(randomBytes(32), text, 'here')).toBeUndefined()
  })

  it('does not open when any one character is another, cut off or added', () => {
    const text = encrypt(key, plain, 'here')
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A'
      expect(decrypt(key, text.slice(0, at) + other + text.slice(at + 1), 'here')).toBeUndefined()
      expect(decrypt(key, text.slice(0, at), 'here')).toBeUndefined()
    }
    expect(decrypt(key, `${text}=`, 'here')).toBeUndefined()
    expect(decrypt(key, `${text}A`, 'here')).toBeUndefined()
    expect(decrypt(key, ` ${text}`, 'here')).toBeUndefined()
  })
})
