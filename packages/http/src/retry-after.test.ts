import { expect, it } from 'vitest'
import { retryAfter } from './retry-after.js'

const told = (value: string | undefined) => retryAfter({ status: 429, text: '', header: () => value })

it('a reply asks to wait for seconds, until a date, or says nothing', () => {
  expect(told('2')).toBe(2_000)
  expect(told(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(55_000)
  expect(told(new Date(0).toUTCString())).toBe(0)
  expect([told(undefined), told('soon')]).toEqual([undefined, undefined])
})
