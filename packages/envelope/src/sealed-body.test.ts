import { describe, expect, it } from 'vitest'
import { parseBody, printBody } from './sealed-body.js'

const record = (body: string) => ({ path: 'a', version: 3, keyId: 'k', body })

describe('the body of a record', () => {
  it('comes apart as it was put together, dots of a key service included', () => {
    const parts = { sealed: 'AbC_-9', wrapped: 'vault:v1:a.b/c+d==' }
    expect(parseBody(record(printBody(parts)))).toEqual(parts)
  })

  it.each(['', '1', '1.a', '1..a', '1.a.', '1.a+b.c', '1.a.b c', 'x.a.b', '1.a.ü', '{"a":1}'])('is not %j', (body) => {
    expect(() => parseBody(record(body))).toThrow(
      expect.objectContaining({
        code: 'internal',
        message: expect.stringContaining(`secret "a" version 3 holds ${body.length} characters`),
      }),
    )
  })

  it('of a newer release is not guessed at', () => {
    expect(() => parseBody(record('2.a.b'))).toThrow(expect.objectContaining({ code: 'unsupported' }))
  })

  it('refuses what a key wrapper must not answer', () => {
    expect(() => printBody({ sealed: 'a', wrapped: 'two words' })).toThrow('printable ASCII')
  })
})
