import { describe, expect, it } from 'vitest'
import { generateKey, parseKey } from './key-text.js'

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 200) % 256))
const base64 = bytes.toString('base64')

describe('the text of a key', () => {
  it.each([
    ['base64', base64],
    ['base64 without padding', base64.replace('=', '')],
    ['base64url', bytes.toString('base64url')],
    ['hexadecimal', bytes.toString('hex')],
    ['upper-case hexadecimal', bytes.toString('hex').toUpperCase()],
    ['with the line end of an editor', `${base64}\r\n`],
  ])('may be %s', (_, text) => {
    expect(Buffer.from(parseKey(text, 'key'))).toEqual(bytes)
  })

  it.each([
    ['empty', ''],
    ['a password', 'correct horse battery staple'],
    ['too short', base64.slice(4)],
    ['too long', `${base64}AAAA`],
    ['one character short', bytes.toString('hex').slice(1)],
    ['mistyped in its last character', `${base64.slice(0, 42)}${base64[42] === 'B' ? 'C' : 'B'}=`],
    ['raw bytes', bytes.toString('latin1')],
  ])('is refused when %s, without being shown', (_, text) => {
    const error = thrown(() => parseKey(text, 'key'))
    expect(error).toMatchObject({ code: 'invalid-options', retryable: false })
    expect(error.message).toContain(`key: holds a text of ${text.trim().length} characters`)
    expect(error.message).toContain('crypto.randomBytes(32)')
    if (text !== '') expect(error.message).not.toContain(text)
  })

  it('can be made', () => {
    expect(parseKey(generateKey(), 'key')).toHaveLength(32)
    expect(generateKey()).not.toBe(generateKey())
  })
})

function thrown(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing was thrown')
}
