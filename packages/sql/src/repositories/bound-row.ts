import type { ResultRow } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { Arguments } from '../statement.js'
import { bindsRow } from '../statements/write-statements.js'
import type { TableModel } from '../table-model.js'

/** Makes the stored row, in the driver's form, from the arguments of the write that stored it. */
export type BoundRow = (args: Arguments) => ResultRow

/** Makes it of the fields that a write stores and of the key; `undefined` where the arguments do not tell the row. */
export function boundRow(dialect: SqlDialect, model: TableModel, written: readonly string[]): BoundRow | undefined {
  if (!bindsRow(dialect, model)) return undefined
  const stored = new Set([...written, ...model.selected.filter((field) => !model.updated.includes(field))])
  const steps = model.selected.map((field) => {
    const column = model.columns[field]
    const encode = column === undefined ? undefined : dialect.encoders[column.type]
    return { field, stored: stored.has(field), encode }
  })
  return (args) => {
    const row: ResultRow = {}
    for (const { field, stored, encode } of steps) {
      const value = stored ? (args[field] ?? null) : null
      row[field] = value === null || encode === undefined ? value : encode(value)
    }
    return row
  }
}
