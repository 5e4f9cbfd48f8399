import { ProviderError } from '../../provider-error.js'

/** Devices of a batch unless the caller says otherwise: larger ones are hardly faster, and take memory and time to undo. */
const defaultRows = 1_000

/** Most devices that a caller may ask for in one batch. */
const mostRows = 10_000

/** Characters at which a batch ends, however few devices it has: device information may be large. */
export const mostCharacters = 2 ** 20

/** Checks how many devices a batch may have. Throws `invalid-argument` unless it is an integer from 1 to 10,000. */
export function checkBatchSize(value: number = defaultRows): number {
  if (Number.isInteger(value) && value >= 1 && value <= mostRows) return value
  const shape = typeof value === 'number' ? `the number ${value}` : `a ${typeof value}`
  throw new ProviderError('invalid-argument', `batchSize is ${shape}; give an integer from 1 to ${mostRows}`)
}
