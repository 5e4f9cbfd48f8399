import { ProviderError } from '../../provider-error.js'

/**
 * Devices of a batch unless the caller says otherwise. (Measured: 1,000 are a tenth faster at most, but their texts are
 * then so long that V8 collects them only with everything else, and an import takes 60 MiB more.)
 */
const defaultRows = 500

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
