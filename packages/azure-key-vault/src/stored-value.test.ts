import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { dataOf, largestValue, partsOf, printParts, writtenValue } from './stored-value.js'

/** So many bytes of JSON that do not compress below three quarters of it. */
const unfit = (bytes: number) => ({
  a: randomBytes(bytes)
    .toString('base64')
    .slice(0, bytes - '{"a":""}'.length),
})

/** What MPS keeps under `MPSCerts`: certificates and keys in PEM, which compress well as they repeat each other. */
const tlsSecret = Object.fromEntries(
  ['root_key', 'root_certificate', 'mps_key', 'mps_certificate'].map((name) => {
    const lines = randomBytes(3_600).toString('base64').repeat(2)
    return [name, `-----BEGIN-----\r\n${lines}\r\n-----END-----`]
  }),
)

describe('a value in Key Vault', () => {
  it('is JSON as it stands up to 25 KB, and compressed above', () => {
    const fits = unfit(largestValue)
    expect(writtenValue(fits)).toEqual({ contentType: 'application/json', texts: [JSON.stringify(fits)] })
    const written = writtenValue({ a: 'x'.repeat(largestValue) })
    expect(written.contentType).toBe('application/vnd.dmt.deflate')
    expect(written.texts.join('').length).toBeLessThan(1_000)
  })

  it('counts bytes and not characters', () => {
    expect(writtenValue({ a: 'é'.repeat(largestValue / 2) }).contentType).toBe('application/vnd.dmt.deflate')
  })

  it('is one value for the 40 KB of certificates that a service keeps', () => {
    expect(JSON.stringify(tlsSecret).length).toBeGreaterThan(38_000)
    const { contentType, texts } = writtenValue(tlsSecret)
    expect(texts).toHaveLength(1)
    expect(texts[0]?.length).toBeLessThan(largestValue)
    expect(dataOf({ contentType, text: texts[0] ?? '' })).toEqual(tlsSecret)
  })

  it('is divided where it is too long compressed, and read back', () => {
    const data = unfit(100_000)
    const { contentType, texts } = writtenValue(data)
    expect(texts.length).toBeGreaterThan(3)
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(largestValue)
    expect(partsOf({ contentType, text: printParts(['1', '2']) })).toEqual(['1', '2'])
    expect(dataOf({ contentType, text: texts.join('') })).toEqual(data)
  })

  it('that is not divided has no parts', () => {
    expect(partsOf({ contentType: 'application/json', text: '{"parts":["1"]}' })).toBeUndefined()
  })

  it.each([
    ['compressed', unfit(2_000_000)],
    ['as it is', { a: 'x'.repeat(17 * 1024 * 1024) }],
  ])('too long %s is refused before it is sent', (_, data) => {
    expect(() => writtenValue(data)).toThrow(
      expect.objectContaining({
        code: 'limit-exceeded',
        notApplied: true,
        message: expect.stringMatching(/^data: is \d+/),
      }),
    )
  })

  const deflated = 'application/vnd.dmt.deflate'
  it.each([
    ['breaks off', undefined, '{"a":'],
    ['is a list', 'application/json', '[]'],
    ['is null', 'application/json', 'null'],
    ['is a text', 'application/json', '"Canary-1"'],
    ['is not compressed', deflated, 'Canary-1'],
    ['was cut', deflated, deflateRawSync('{"a":"Canary-1"}').toString('base64').slice(0, 8)],
    ['inflates without an end', deflated, deflateRawSync(Buffer.alloc(17 * 1024 * 1024)).toString('base64')],
  ])('that %s is not trusted, nor shown', (_, contentType, text) => {
    const read = () => dataOf({ contentType, text })
    expect(read).toThrow(expect.objectContaining({ code: 'internal', message: expect.not.stringContaining('Canary') }))
  })

  it.each(['{}', '{"parts":"1"}', '{"parts":[1]}'])('of parts that says %s is not trusted', (text) => {
    expect(() => partsOf({ contentType: 'application/vnd.dmt.parts', text })).toThrow(
      expect.objectContaining({ code: 'internal' }),
    )
  })
})
