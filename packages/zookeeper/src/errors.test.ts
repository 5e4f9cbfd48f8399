import { describe, expect, it } from 'vitest'
import { classify, isNamed } from './errors.js'

const failure = (name: string) => Object.assign(new Error('refused'), { name })

describe('errors of ZooKeeper', () => {
  it.each([
    ['CONNECTION_LOSS', 'unavailable'],
    ['SESSION_EXPIRED', 'unavailable'],
    ['NO_AUTH', 'permission-denied'],
    ['AUTH_FAILED', 'unauthenticated'],
  ])('%s is %s', (native, code) => {
    expect(classify(failure(native))).toMatchObject({ code, nativeCode: native })
    expect(isNamed(failure(native), 'NO_NODE', native)).toBe(true)
  })

  it('are unknown when the table does not list them', () => {
    for (const error of [failure('BAD_ARGUMENTS'), new Error('odd'), 'a text']) expect(classify(error)).toBeUndefined()
  })
})
