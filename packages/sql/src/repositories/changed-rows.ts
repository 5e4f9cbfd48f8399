import type { SqlResult } from '../sql-connection.js'

/** How many rows a write changed: a procedure answers it as a row, since what it did last need not be its write. */
export function changedRows({ rows, affected }: SqlResult): number {
  return Number(rows[0]?.affected ?? affected)
}
