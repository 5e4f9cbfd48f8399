import { describe, expect, it } from 'vitest'
import { classify, isAbsent, isDeletedConflict } from './errors.js'
import { KeyVaultError, keyVaultError } from './key-vault-error.js'

/** What the clients of Key Vault throw for an answer. */
function answered(status: number, code?: string, inner?: string, headers: Record<string, string> = {}): unknown {
  const innerError = inner === undefined ? undefined : { code: inner }
  const error = Object.assign(new Error('said by Key Vault'), {
    name: 'RestError',
    statusCode: status,
    details: code === undefined ? { error: undefined } : { error: { code, innerError } },
    response: { headers: new Headers(headers) },
  })
  return keyVaultError(error, false)
}

const unsent = (code: string | undefined, message = '') =>
  keyVaultError(Object.assign(new Error(message), { name: 'RestError', code }), false)

describe('a failure of Key Vault', () => {
  it.each([
    [answered(400, 'BadParameter'), 'invalid-argument', '400 BadParameter'],
    [answered(401, 'Unauthorized'), 'unauthenticated', '401 Unauthorized'],
    [answered(401), 'unauthenticated', '401'],
    [answered(403, 'Forbidden', 'ForbiddenByRbac'), 'permission-denied', '403 Forbidden ForbiddenByRbac'],
    [answered(403), 'permission-denied', '403'],
    [answered(404, 'SecretNotFound'), 'invalid-options', '404 SecretNotFound'],
    [answered(404), 'unavailable', '404'],
    [answered(409, 'Conflict'), 'unavailable', '409 Conflict'],
    [answered(413, 'RequestEntityTooLarge'), 'limit-exceeded', '413 RequestEntityTooLarge'],
    [answered(418, 'Teapot'), 'internal', '418 Teapot'],
    [answered(429, 'Throttled'), 'limit-exceeded', '429 Throttled'],
    [answered(500), 'unavailable', '500'],
    [unsent('ENOTFOUND'), 'unavailable', 'ENOTFOUND'],
    [unsent('SELF_SIGNED_CERT_IN_CHAIN'), 'unavailable', 'SELF_SIGNED_CERT_IN_CHAIN'],
    [unsent('REQUEST_SEND_ERROR'), 'unavailable', 'REQUEST_SEND_ERROR'],
  ])('%s is %s', (error, code, nativeCode) => {
    expect(classify(error)).toMatchObject({ code, nativeCode })
  })

  it('is nothing of Key Vault where something else was thrown', () => {
    expect(classify(new Error('of another'))).toBeUndefined()
    expect([isAbsent(undefined), isDeletedConflict({ statusCode: 409 })]).toEqual([false, false])
  })

  it.each([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': '3', 'retry-after-ms': '40' }, 40],
    [{ 'x-ms-retry-after-ms': '50' }, 50],
    [{ 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': '-1' }, 0],
    [{ 'retry-after': '86400' }, 0],
    [{}, 0],
  ])('that throttles with %j is asked again after %i ms', (headers, retryAfterMs) => {
    expect(classify(answered(429, 'Throttled', undefined, headers))).toMatchObject({ retryAfterMs, retryable: true })
  })

  it('is an absent secret only where Key Vault itself says so', () => {
    expect([answered(404, 'SecretNotFound'), answered(404, 'KeyNotFound')].map(isAbsent)).toEqual([true, true])
    const others = [
      answered(404),
      answered(404, 'NotFound'),
      answered(403, 'SecretNotFound'),
      answered(200, 'SecretNotFound'),
    ]
    expect(others.map(isAbsent)).toEqual([false, false, false, false])
    expect(isDeletedConflict(answered(409, 'Conflict'))).toBe(true)
    expect(isDeletedConflict(answered(409))).toBe(false)
  })

  it('says what helps', () => {
    expect(String(answered(403, 'Forbidden', 'ForbiddenByFirewall'))).toContain('through the firewall of the vault')
    expect(String(answered(403, 'Forbidden', 'constructor'))).not.toContain('undefined')
    expect(String(answered(404))).toContain('is not Key Vault: a proxy')
    expect(String(unsent('ECONNREFUSED'))).toContain('ECONNREFUSED')
  })

  it('repeats nothing of what was sent, and no token', () => {
    const error = Object.assign(new Error('got eyJhbGciOi.eyJhdWQi.c2ln and {"password":"Canary-1"}'), {
      name: 'RestError',
      statusCode: 400,
      details: { error: { code: 'BadParameter', value: 'Canary-1' } },
      request: { body: 'Canary-1' },
    })
    const shown = [keyVaultError(error, true), keyVaultError(error, false)]
    expect(shown.every((one) => one instanceof KeyVaultError)).toBe(true)
    for (const one of shown) expect(`${one}${JSON.stringify(one)}`).not.toMatch(/Canary|eyJhbGci/)
    expect(String(shown[0])).toBe('KeyVaultError: Key Vault answered 400 BadParameter')
  })
})
