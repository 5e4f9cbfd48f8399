import { describe, expect, it } from 'vitest'
import { durationOf } from './duration.js'

describe('durationOf', () => {
  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
  ])('reads %s', (text, expected) => expect(durationOf(text, 'wait')).toBe(expected))

  it.each(['', '30', 's', '-1s', '1 s', '1w', '30S', '1e3s', '25d'])('refuses "%s" and names the option', (text) => {
    expect(() => durationOf(text, 'wait')).toThrow('--wait: ')
  })
})
