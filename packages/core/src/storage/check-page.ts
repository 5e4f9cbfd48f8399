import { ProviderError } from '../provider-error.js'
import type { Page } from './storage-driver.js'

/** Rows of a page when the caller names no limit, as in the hosts. */
const defaultLimit = 25

/** Checks limit and offset. Throws `invalid-argument` unless both are integers from 0 to 2^53 - 1. */
export function checkPage(page: Partial<Page> = {}): Page {
  return { limit: checkCount('limit', page.limit ?? defaultLimit), offset: checkCount('offset', page.offset ?? 0) }
}

function checkCount(parameter: string, value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  const shape = typeof value === 'number' ? `the number ${value}` : `a ${typeof value}`
  throw new ProviderError('invalid-argument', `${parameter} is ${shape}; give an integer of 0 or more`)
}
