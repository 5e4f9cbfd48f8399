import type { ResultRow } from '../sql-connection.js'

/** Rows by what they have in a column. */
export type RowGroups = ReadonlyMap<string, readonly ResultRow[]>

/** Sorts rows by the text that they have in a column, each group in the order of the rows. */
export function rowsBy(rows: readonly ResultRow[], column: string): RowGroups {
  const grouped = new Map<string, ResultRow[]>()
  for (const row of rows) {
    const key = String(row[column])
    grouped.set(key, [...(grouped.get(key) ?? []), row])
  }
  return grouped
}
