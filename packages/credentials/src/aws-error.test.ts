import { inspect } from 'node:util'
import { ProviderError } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { AwsError, awsError } from './aws-error.js'
import { awsErrorClass } from './aws-error-class.js'

/** As AWS's clients throw it. */
function thrown(name: string, message = '', more: object = {}): AwsError {
  const error = awsError(Object.assign(new Error(message), { name, ...more }))
  if (error instanceof AwsError) return error
  throw new Error('it is no error of AWS')
}

describe('what a client of AWS throws', () => {
  it('keeps its name, its status and what it asks to wait, and nothing of request and answer', () => {
    const $response = { headers: { 'retry-after': '2' }, body: 'Canary-1' }
    const error = thrown('ThrottlingException', 'Rate exceeded', {
      $response,
      $responseBodyText: 'Canary-2',
      $metadata: { httpStatusCode: 400 },
    })
    expect(error).toMatchObject({ name: 'ThrottlingException', status: 400, retryAfterMs: 2_000 })
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('Canary')
  })

  it.each([
    ['InvalidSignatureException', 'The Canonical String … x-amz-security-token:Canary'],
    ['ValidationException', 'Value Canary at plaintext failed'],
    ['InvalidParameterException', 'Canary'],
    ['SyntaxError', 'Unexpected token C in JSON: Canary'],
  ])('shows no text of %s, which quotes what was sent', (name, message) => {
    const error = name === 'SyntaxError' ? awsError(new SyntaxError(message)) : thrown(name, message)
    expect(String(error)).not.toContain('Canary')
  })

  it('says by how much a clock is wrong', () => {
    const $response = { headers: { date: new Date(Date.now() - 900_000).toUTCString() } }
    expect(thrown('RequestTimeTooSkewed', '', { $response }).message).toMatch(/by (900|901) seconds ahead of AWS/)
    expect(thrown('RequestExpired').message).toContain('clock of this machine is wrong;')
  })

  it('stays what it is when credentials threw it, or when it is no error', () => {
    const refused = new ProviderError('unauthenticated', 'no credentials')
    expect(awsError(refused)).toBe(refused)
    expect(awsError('text')).toBe('text')
  })
})

describe('an error of AWS means', () => {
  it.each([
    ['UnrecognizedClientException', {}, { code: 'unauthenticated', notApplied: true }],
    ['ExpiredTokenException', {}, { code: 'unauthenticated' }],
    ['RequestTimeTooSkewed', {}, { code: 'unauthenticated', retryable: true, notApplied: true }],
    ['AccessDeniedException', {}, { code: 'permission-denied' }],
    ['ThrottlingException', {}, { code: 'limit-exceeded', retryable: true, notApplied: true, retryAfterMs: 0 }],
    ['SomethingNew', { $metadata: { httpStatusCode: 429 } }, { code: 'limit-exceeded', retryable: true }],
    ['SomethingNew', { $metadata: { httpStatusCode: 503 } }, { code: 'unavailable' }],
    ['InternalServiceError', { $metadata: { httpStatusCode: 500 } }, { code: 'unavailable' }],
    ['ValidationException', {}, { code: 'invalid-argument' }],
  ])('%s %o: %o', (name, more, meaning) => {
    expect(awsErrorClass(thrown(name, '', more))).toMatchObject({ ...meaning, nativeCode: name })
  })

  it.each([
    ['TimeoutError', { code: 'ECONNRESET' }],
    ['Error', { code: 'ECONNREFUSED' }],
    ['ResourceNotFoundException', { $metadata: { httpStatusCode: 400 } }],
    ['toString', {}],
  ])('%s %o: what others know of it', (name, more) => {
    expect(awsErrorClass(thrown(name, '', more))).toBeUndefined()
  })
})
