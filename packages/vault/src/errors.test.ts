import { describe, expect, it } from 'vitest'
import { classify, VaultError } from './errors.js'

const vault = (status: number, ...errors: string[]) => new VaultError('a message', status, { errors })
const coded = (code: string) => Object.assign(new Error('of the network'), { code })

describe('errors of Vault', () => {
  it.each([
    [vault(403, '2 errors occurred: * permission denied * invalid token'), 'unauthenticated', '403'],
    [vault(403, 'permission denied'), 'permission-denied', '403'],
    [vault(404, 'no handler for route "kv/data/a"'), 'invalid-options', '404'],
    [vault(500, 'JSON string value exceeds allowed length'), 'limit-exceeded', '500'],
    [vault(500, 'local node not active but active cluster node not found'), 'unavailable', '500'],
    [vault(418, 'odd'), 'internal', '418'],
    [new VaultError('login', 400, { login: true, errors: ['invalid role or secret ID'] }), 'unauthenticated', '400'],
    [new VaultError('login', 500, { login: true, errors: ['lookup failed'] }), 'unavailable', '500'],
    [new VaultError('a page', 200, { foreign: true }), 'unavailable', '200'],
    [coded('UND_ERR_SOCKET'), 'unavailable', 'UND_ERR_SOCKET'],
    [new DOMException('late', 'TimeoutError'), 'unavailable', 'TimeoutError'],
  ])('%s is %s (%s)', (error, code, nativeCode) => {
    expect(classify(error)).toMatchObject({ code, nativeCode })
  })

  it('tell when nothing was written for certain, so that a write may be repeated', () => {
    for (const error of [vault(503, 'Vault is sealed'), vault(429), coded('ECONNREFUSED'), coded('ENOTFOUND')])
      expect(classify(error)?.notApplied).toBe(true)
    for (const error of [
      vault(500, 'internal error'),
      vault(502),
      coded('UND_ERR_SOCKET'),
      coded('UND_ERR_BODY_TIMEOUT'),
    ])
      expect(classify(error)?.notApplied).toBeUndefined()
  })

  it('are asked again when only throttled, and not when a page stands in the place of Vault', () => {
    expect(classify(new VaultError('slow down', 429, { retryAfterMs: 50 }))).toMatchObject({
      retryable: true,
      retryAfterMs: 50,
    })
    expect(classify(new VaultError('a page', 404, { foreign: true }))).toMatchObject({ retryable: false })
  })

  it('are unknown when no table lists them', () => {
    for (const error of [new Error('odd'), coded('ODD'), 'a text', undefined]) expect(classify(error)).toBeUndefined()
  })
})
