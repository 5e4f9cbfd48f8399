import { describe, expect, it } from 'vitest'
import { ConsulError, classify } from './errors.js'

describe('errors of Consul', () => {
  it.each([
    [400, 'Invalid query parameter: "ns" - Namespaces are a Consul Enterprise feature', 'invalid-argument'],
    [403, 'ACL not found', 'unauthenticated'],
    [403, 'Permission denied: anonymous token lacks permission \'key:read\' on "a"', 'unauthenticated'],
    [403, "Permission denied: token with AccessorID '9418' lacks permission 'key:read' on \"a\"", 'permission-denied'],
    [413, 'Request body(524289 bytes) too large', 'limit-exceeded'],
    [429, 'Your IP is issuing too many concurrent connections', 'limit-exceeded'],
    [500, 'No cluster leader', 'unavailable'],
    [
      500,
      'rpc error making call: rate limit exceeded, try again later or against a different server',
      'limit-exceeded',
    ],
    [503, 'rate limit exceeded for operation that can only be performed by the leader', 'limit-exceeded'],
    [418, 'odd', 'internal'],
  ])('%i %s is %s', (status, message, code) => {
    expect(classify(new ConsulError(message, status))).toMatchObject({ code, nativeCode: String(status) })
  })

  it('say that nothing was written where the request never reached the leader', () => {
    expect(classify(new ConsulError('No cluster leader', 500))).toMatchObject({ notApplied: true })
    expect(classify(new ConsulError('leadership lost while committing log', 500))?.notApplied).toBeUndefined()
  })

  it('have callers wait as long as the answer asks for', () => {
    expect(classify(new ConsulError('later', 429, { retryAfterMs: 700 }))).toMatchObject({ retryAfterMs: 700 })
    expect(classify(new ConsulError('later', 429))).toMatchObject({ retryable: true, retryAfterMs: 0 })
  })

  it('do not say whether a key exists where something else answers in the place of Consul', () => {
    for (const status of [200, 302, 404, 403])
      expect(classify(new ConsulError('a page', status, { foreign: true }))).toMatchObject({
        code: 'unavailable',
        retryable: false,
      })
    expect(classify(new ConsulError('a page', 502, { foreign: true }))).toMatchObject({ retryable: true })
  })

  it('of the network are known, and unknown when no table lists them', () => {
    expect(classify(Object.assign(new Error('x'), { code: 'UND_ERR_SOCKET' }))).toMatchObject({ code: 'unavailable' })
    for (const error of [new Error('odd'), 'a text', undefined]) expect(classify(error)).toBeUndefined()
  })
})
