import { notApplied } from '@dmt-providers/sql'
import { describe, expect, it } from 'vitest'
import { classifyMssqlError } from './errors.js'
import { keepsConnection } from './keeps-connection.js'

const told = (number: number, severity = 16) =>
  Object.assign(new Error('words'), { code: 'EREQUEST', number, class: severity })
const said = (code: string, cause?: Error) => Object.assign(new Error('words', { cause }), { code })

describe('classifyMssqlError', () => {
  it.each([
    [2601, { code: 'conflict', reason: 'duplicate' }],
    [2627, { code: 'conflict', reason: 'duplicate' }],
    [547, { code: 'conflict' }],
    [515, { code: 'invalid-argument' }],
    [2628, { code: 'invalid-argument' }],
    [8152, { code: 'invalid-argument' }],
    [229, { code: 'permission-denied' }],
    [262, { code: 'permission-denied' }],
    [18456, { code: 'unauthenticated' }],
    [4060, { code: 'invalid-options' }],
    [1205, { code: 'unavailable', notApplied: true, answered: true }],
    [1222, { code: 'unavailable', notApplied: true, answered: true }],
    [3960, { code: 'unavailable', notApplied: true, answered: true }],
    [40613, { code: 'unavailable', notApplied: true }],
    [40501, { code: 'limit-exceeded', retryable: true, notApplied: true }],
    [10928, { code: 'limit-exceeded', retryable: true, notApplied: true }],
    [49918, { code: 'limit-exceeded', retryable: true, notApplied: true }],
    [40197, { code: 'unavailable' }],
    [10054, { code: 'unavailable' }],
    [1105, { code: 'limit-exceeded' }],
  ])('knows %i', (number, expected) => {
    expect(classifyMssqlError(told(number))).toEqual({ ...expected, nativeCode: String(number) })
  })

  it('never takes a commit that was lost for one without effect', () => {
    for (const number of [64, 233, 596, 3980, 10053, 10054, 10060, 40143, 40197, 40540])
      expect(classifyMssqlError(told(number))).not.toHaveProperty('notApplied')
    for (const code of ['ECLOSE', 'ESOCKET', 'ETIMEOUT'])
      expect(classifyMssqlError(said(code))).toEqual({ code: 'unavailable', nativeCode: code })
  })

  it('knows what the network says beneath the driver’s own words, and what is noted of an error', () => {
    const refused = said('ESOCKET', said('ECONNREFUSED'))
    expect(classifyMssqlError(refused)).toEqual({ code: 'unavailable', nativeCode: 'ECONNREFUSED' })
    expect(classifyMssqlError(notApplied(refused))).toMatchObject({ notApplied: true })
  })

  it('knows nothing else', () => {
    for (const unknown of [told(99_999), new Error('words'), 'text', undefined])
      expect(classifyMssqlError(unknown)).toBeUndefined()
  })
})

describe('keepsConnection', () => {
  it.each([
    [told(2627), true],
    [told(1205, 13), true],
    [told(547), true],
    [told(18456, 20), false],
    [told(40197), false],
    [told(3906), false],
    [said('EPARAM'), true],
    [said('ECLOSE'), false],
    ['text', false],
  ])('%o: %o', (error, kept) => {
    expect(keepsConnection(error)).toBe(kept)
  })
})
