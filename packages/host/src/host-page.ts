import { type Page, ProviderError } from '@dmt-providers/core'

const largestBigint = 2n ** 63n - 1n

/**
 * Limit and offset as the hosts give them: numbers, texts of digits, or null for none. What an int8 of the reference
 * takes is taken, clamped to 2^53 - 1; anything else throws `invalid-argument`.
 */
export function hostPage(limit: unknown, offset: unknown): Page {
  return {
    limit: limit === null ? Number.MAX_SAFE_INTEGER : count('limit', limit),
    offset: offset === null ? 0 : count('offset', offset),
  }
}

function count(parameter: string, value: unknown): number {
  const written = typeof value === 'string' ? value.trim() : value
  const isWhole =
    (typeof written === 'number' && Number.isInteger(written)) ||
    (typeof written === 'string' && /^[+-]?\d+$/.test(written))
  if (!isWhole) throw refused(parameter, 'is no whole number')
  // BigInt takes a leading minus but no plus.
  const whole = BigInt(typeof written === 'string' ? written.replace('+', '') : written)
  if (whole < 0n) throw refused(parameter, 'is negative')
  if (whole > largestBigint) throw refused(parameter, 'exceeds 64 bits')
  return Math.min(Number(whole), Number.MAX_SAFE_INTEGER)
}

function refused(parameter: string, problem: string): ProviderError {
  return new ProviderError('invalid-argument', `${parameter} ${problem}; give an integer of 0 or more`)
}
