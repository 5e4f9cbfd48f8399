import { ProviderError } from '../../provider-error.js'

/**
 * Devices of a batch unless the caller says otherwise. (Measured: 1,000 are a tenth faster at most. But then the texts of
 * a batch are longer than what V8 collects with the young, and an import takes up to 80 MiB more.)
 */
const defaultRows = 400

/** Most devices that a caller may ask for in one batch. */
const mostRows = 10_000

/** Characters at which a batch ends, however few devices it has: device information may be large. */
export const mostCharacters = 2 ** 18

/** Checks how many devices a batch may have. Throws `invalid-argument` unless it is an integer from 1 to 10,000. */
export function checkBatchSize(value: number = defaultRows): number {
  if (Number.isInteger(value) && value >= 1 && value <= mostRows) return value
  const shape = typeof value === 'number' ? `the number ${value}` : `a ${typeof value}`
  throw new ProviderError('invalid-argument', `batchSize is ${shape}; give an integer from 1 to ${mostRows}`)
}
