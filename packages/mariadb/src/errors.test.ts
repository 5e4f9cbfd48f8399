import { notApplied } from '@dmt-providers/sql'
import { describe, expect, it } from 'vitest'
import { classifyMariadbError } from './errors.js'
import { keepsConnection } from './keeps-connection.js'

const error = (errno: number, fatal = false) => Object.assign(new Error('words'), { errno, fatal, code: 'ER_X' })

describe('classifyMariadbError', () => {
  it.each([
    [1062, { code: 'conflict', reason: 'duplicate' }],
    [1452, { code: 'conflict' }],
    [1451, { code: 'conflict' }],
    [1406, { code: 'invalid-argument' }],
    [1045, { code: 'unauthenticated' }],
    [1142, { code: 'permission-denied' }],
    [1049, { code: 'invalid-options' }],
    [1040, { code: 'limit-exceeded', retryable: true, notApplied: true }],
    [1213, { code: 'unavailable', notApplied: true, answered: true }],
    [1467, { code: 'unavailable', notApplied: true, answered: true }],
    [1205, { code: 'unavailable', notApplied: true, answered: true }],
    [1290, { code: 'unavailable', notApplied: true }],
    [1969, { code: 'timeout', answered: true }],
    [3024, { code: 'timeout', answered: true }],
    [45009, { code: 'unavailable' }],
    [45044, { code: 'unauthenticated' }],
  ])('knows %i', (errno, expected) => {
    expect(classifyMariadbError(error(errno))).toEqual({ ...expected, nativeCode: String(errno) })
  })

  it('never takes a commit that was lost for one without effect', () => {
    for (const errno of [1047, 1180, 1053, 1927, 45004, 45009, 45011, 45019, 45026])
      expect(classifyMariadbError(error(errno))).not.toHaveProperty('notApplied')
  })

  it('knows what the network says, and nothing else', () => {
    const refused = Object.assign(new Error('words'), { code: 'ECONNREFUSED', errno: -111 })
    expect(classifyMariadbError(refused)).toMatchObject({ code: 'unavailable', nativeCode: 'ECONNREFUSED' })
    expect(classifyMariadbError(notApplied(refused))).toMatchObject({ notApplied: true })
    for (const unknown of [error(9999), new Error('words'), 'text', undefined])
      expect(classifyMariadbError(unknown)).toBeUndefined()
  })
})

describe('keepsConnection', () => {
  it.each([
    [error(1062), false, true],
    [error(1213), false, true],
    [error(1205), false, true],
    [error(1205), true, false],
    [error(1047), false, false],
    [error(1290), false, false],
    [error(45009, true), false, false],
    [error(1062, true), false, false],
    [new Error('words'), false, false],
  ])('%o on a node of a cluster (%o): %o', (thrown, clustered, kept) => {
    expect(keepsConnection({ clustered }, thrown)).toBe(kept)
  })
})
