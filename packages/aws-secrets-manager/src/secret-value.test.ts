import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseValue, printValue } from './secret-value.js'

const text = (value: object) => JSON.stringify(value)

describe('the value of a secret', () => {
  it('is readable as JSON, names its path, and is never the same text twice', () => {
    const printed = printValue('a', { data: { value: 1 } })
    expect(JSON.parse(printed)).toMatchObject({ dmt: 1, path: 'a', data: { value: 1 } })
    expect(printValue('a', { data: { value: 1 } })).not.toBe(printed)
    expect(parseValue('a', printed)).toEqual({ data: { value: 1 } })
    expect(parseValue('a', printValue('a', { deleted: true }))).toEqual({ deleted: true })
  })

  it('is compressed when it does not fit otherwise, and refused when it does not fit so either', () => {
    const data = { text: 'compressible '.repeat(20_000) }
    const printed = printValue('a', { data })
    expect(Buffer.byteLength(printed)).toBeLessThanOrEqual(65_536)
    expect(parseValue('a', printed)).toEqual({ data })
    const random = { text: `canary${randomBytes(60_000).toString('base64')}` }
    expect(() => printValue('a', { data: random })).toThrow(
      expect.objectContaining({
        code: 'limit-exceeded',
        retryable: false,
        message: expect.stringMatching(
          /^data: has \d+ bytes as JSON and \d+ compressed; AWS Secrets Manager keeps 65536$/,
        ),
      }),
    )
  })

  it('may have 65,536 bytes and not one more without being compressed', () => {
    const room = 65_536 - Buffer.byteLength(printValue('a', { data: { t: '' } }))
    expect(JSON.parse(printValue('a', { data: { t: 'x'.repeat(room) } }))).toHaveProperty('data')
    expect(JSON.parse(printValue('a', { data: { t: 'x'.repeat(room + 1) } }))).toHaveProperty('deflated')
  })

  it.each([
    ['nothing', undefined, 'internal'],
    ['no JSON', 'canary', 'internal'],
    ['a list', '["canary"]', 'internal'],
    ['JSON of another program', text({ password: 'canary' }), 'internal'],
    ['another path', text({ dmt: 1, path: 'b', data: { a: 'canary' } }), 'internal'],
    ['no data', text({ dmt: 1, path: 'a' }), 'internal'],
    ['data that does not inflate', text({ dmt: 1, path: 'a', deflated: 'canary' }), 'internal'],
    ['a newer format', text({ dmt: 2, path: 'a', canary: 1 }), 'unsupported'],
  ])('with %s is never taken for data, nor shown', (_, stored, code) => {
    expect(() => parseValue('a', stored)).toThrow(
      expect.objectContaining({ code, message: expect.not.stringContaining('canary') }),
    )
  })
})
