import { type InsertProgress, ProviderError } from '../../provider-error.js'

/** Errors after which nobody knows whether a batch was stored, unless they tell. */
const uncertain: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'aborted', 'closed', 'internal'])

/** Where in its source an insert failed. */
export interface FailedAt {
  /** Place, from 1, of the device that is wrong, where it is one device. */
  position?: number | undefined
  /** First and last place of the batch that was on its way to the store. */
  batch?: readonly [number, number]
}

/** The error of an insert of many, which says where it failed, and how much of the source is dealt with for certain. */
export function insertFailure(
  error: ProviderError,
  { position, batch }: FailedAt,
  done: InsertProgress,
): ProviderError {
  const unknown = batch !== undefined && uncertain.has(error.code) && !error.notApplied
  const place = position === undefined ? batch && `rows ${batch[0]} to ${batch[1]}` : `row ${position}`
  const parts = [
    error.message,
    place && `at ${place} of the source`,
    `${done.inserted} inserted and ${done.skipped} skipped before`,
    unknown && 'whether these rows were stored is not known',
  ]
  return new ProviderError(error.code, parts.filter((part) => part).join('; '), {
    ...error,
    notApplied: error.notApplied && done.inserted === 0,
    progress: position === undefined ? { ...done } : { ...done, position },
    cause: error.cause,
  })
}
