import type { CheckedRow } from '@dmt-providers/core'
import type { SqlDialect } from '../sql-dialect.js'
import { bindsRow } from '../statements/write-statements.js'
import type { TableModel } from '../table-model.js'

/** Makes the stored row from the checked one that a write bound. */
export type BoundRow = (checked: CheckedRow) => Record<string, unknown>

/**
 * Makes it of the fields that a write stores and of the key; `undefined` where they do not tell the row. A checked row
 * has its values in their stored form, and is nobody else's but for the instants, which the caller may still hold.
 */
export function boundRow(dialect: SqlDialect, model: TableModel, written: readonly string[]): BoundRow | undefined {
  if (!bindsRow(dialect, model)) return undefined
  const { selected, updated } = model
  const fields = selected.map((name) => ({ name, stored: written.includes(name) || !updated.includes(name) }))
  return (checked) => {
    const row: Record<string, unknown> = {}
    for (const { name, stored } of fields) {
      const value = stored ? (checked[name] ?? null) : null
      row[name] = value instanceof Date ? new Date(value.getTime()) : value
    }
    return row
  }
}
