import { ProviderError } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { credentialError } from './credential-error.js'

const from = (...causes: readonly Error[]) =>
  causes.reduceRight((cause, error) => Object.assign(error, { cause }), new Error('at last'))

describe('why there is no credential', () => {
  it.each([
    ['a service of tokens that Microsoft’s library cannot reach', { errorCode: 'network_error' }],
    ['a 503', { statusCode: 503 }],
    ['AWS’s 500', { $metadata: { httpStatusCode: 500 } }],
    ['a 429', { statusCode: 429 }],
    ['a closed port', { code: 'ECONNREFUSED' }],
  ])('may pass after %s, however deep it lies', (_, told) => {
    const error = credentialError('auth=entra', from(new Error('none'), Object.assign(new Error('why'), told)))
    expect(error).toMatchObject({ code: 'unavailable', retryable: true, notApplied: true })
    expect(error.message).toBe('auth=entra: none: why: at last')
  })

  it('stays after a refusal', () => {
    const refused = Object.assign(new Error('invalid_client'), { statusCode: 401, errorCode: 'invalid_client' })
    expect(credentialError('auth=entra', refused)).toMatchObject({ code: 'unauthenticated', retryable: false })
  })

  it('is what a provider said of it', () => {
    const known = new ProviderError('invalid-options', 'clientId is missing')
    expect(credentialError('auth=entra', known)).toBe(known)
  })
})
