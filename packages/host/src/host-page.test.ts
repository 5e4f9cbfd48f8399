import { describe, expect, it } from 'vitest'
import { hostPage } from './host-page.js'

const largest = Number.MAX_SAFE_INTEGER

describe('a page as the services write it', () => {
  it.each([
    [25, 0, { limit: 25, offset: 0 }],
    ['10', '20', { limit: 10, offset: 20 }],
    [' 7 ', '+3', { limit: 7, offset: 3 }],
    ['007', '-0', { limit: 7, offset: 0 }],
    [null, null, { limit: largest, offset: 0 }],
    [9_999_999_999, 0, { limit: 9_999_999_999, offset: 0 }],
    ['9223372036854775807', '9007199254740993', { limit: largest, offset: largest }],
    [2 ** 60, 0, { limit: largest, offset: 0 }],
  ])('takes limit %j and offset %j', (limit, offset, page) => {
    expect(hostPage(limit, offset)).toEqual(page)
  })

  it.each([
    [-1, 0, 'limit is negative'],
    [25, '-1', 'offset is negative'],
    ['9223372036854775808', 0, 'limit exceeds 64 bits'],
    [25, 1e300, 'offset exceeds 64 bits'],
    [1.5, 0, 'limit is no whole number'],
    ['1e3', 0, 'limit is no whole number'],
    ['', 0, 'limit is no whole number'],
    [Number.NaN, 0, 'limit is no whole number'],
    [['1', '2'], 0, 'limit is no whole number'],
    [25, undefined, 'offset is no whole number'],
  ])('refuses limit %j and offset %j', (limit, offset, problem) => {
    expect(() => hostPage(limit, offset)).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    expect(() => hostPage(limit, offset)).toThrow(problem)
  })
})
