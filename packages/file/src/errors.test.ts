import { describe, expect, it } from 'vitest'
import { classify, hasErrno } from './errors.js'

const failure = (code: unknown) => Object.assign(new Error('refused'), { code })

describe('errors of the file system', () => {
  it.each([
    ['EACCES', 'permission-denied'],
    ['EROFS', 'permission-denied'],
    ['ENOSPC', 'limit-exceeded'],
    ['ENOENT', 'unavailable'],
    ['ENOTDIR', 'invalid-options'],
  ])('%s is %s', (native, code) => {
    expect(classify(failure(native))).toMatchObject({ code, nativeCode: native })
    expect(hasErrno(failure(native), 'EIO', native)).toBe(true)
  })

  it('are unknown when the table does not list them', () => {
    for (const error of [failure('EDOM'), failure(5), 'a text']) expect(classify(error)).toBeUndefined()
  })
})
