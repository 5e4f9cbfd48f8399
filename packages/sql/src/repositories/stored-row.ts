import { ProviderError } from '@dmt-providers/core'

/** The row that an insert must have answered. */
export function storedRow<Row>(row: Row | undefined, operation: string): Row {
  if (row !== undefined) return row
  throw new ProviderError('internal', `${operation}: the database stored no row and reported no error`)
}
