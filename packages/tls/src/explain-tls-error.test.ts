import { describe, expect, it } from 'vitest'
import { explainTlsError } from './explain-tls-error.js'
import { sslWords, tlsWords } from './tls-words.js'

const database = sslWords('example', 'Example')
const service = tlsWords('example', 'Example', 'https://')

const explained = (code: string, message = '', words = database) =>
  explainTlsError(Object.assign(new Error(message), { code }), words)

describe('explainTlsError', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'sslrootcert: ', 'ca: '],
    ['CERT_HAS_EXPIRED', 'by sslrootcert', 'by ca'],
    ['CERT_NOT_YET_VALID', 'clocks', 'clocks'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'sslmode=verify-ca', 'serverName'],
  ])('says of %s what to change, in the words of the options', (code, first, second) => {
    expect(explained(code)).toEqual({ code: 'unavailable', text: expect.stringContaining(first) })
    expect(explained(code, '', service)).toEqual({ code: 'unavailable', text: expect.stringContaining(second) })
  })

  it('adds what else may be the matter with servers of a product', () => {
    const words = { ...database, untrustedHint: '. Such a server makes its own' }
    expect(explained('CERT_UNTRUSTED', '', words)?.text).toMatch(/system\. Such a server makes its own$/)
  })

  it.each([
    ['SSL routines: tlsv13 alert certificate required', 'sslcert, sslkey: the server asks'],
    ['SSL routines: tlsv1 alert unknown ca', 'sslcert: the server refuses'],
    ['SSL routines: sslv3 alert certificate expired', 'sslcert: the server refuses'],
  ])('reads the alert: %s', (message, text) => {
    expect(explained('EPROTO', message)).toEqual({ code: 'unauthenticated', text: expect.stringContaining(text) })
  })

  it.each(['ECONNREFUSED', 'toString'])('knows nothing of %s', (code) => {
    expect(explained(code, 'refused')).toBeUndefined()
  })
})
