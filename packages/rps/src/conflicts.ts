import { type ConflictReason, isProviderError, type TableName } from '@dmt-providers/core'

const isConflict = (error: unknown, reason: ConflictReason) =>
  isProviderError(error) && error.code === 'conflict' && error.reason === reason

/** Whether a write met a row that has its key already. */
export const isDuplicate = (error: unknown) => isConflict(error, 'duplicate')

/** Whether a removal met a row that refers to its row. */
export const isInUse = (error: unknown) => isConflict(error, 'in-use')

/** Whether a write named a row that does not exist. */
export const isMissingReference = (error: unknown) => isConflict(error, 'missing-reference')

/** Whether an error comes from, or names, this table. */
export const isIn = (table: TableName, error: unknown) => isProviderError(error) && error.table === table
