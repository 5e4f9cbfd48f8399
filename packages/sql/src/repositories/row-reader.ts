import type { ResultRow } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { TableModel } from '../table-model.js'

/** Turns a driver's row into the contract's; `undefined` when the dialect's drivers answer that already. */
export type RowReader = ((row: ResultRow) => void) | undefined

/** Makes the reader of some fields. Rows are changed in place: they are fresh from the driver and nobody else's. */
export function rowReader(dialect: SqlDialect, model: TableModel, fields: readonly string[]): RowReader {
  const read = model.versioned ? [...fields, 'version'] : fields
  const steps = read.flatMap((field) => {
    const type = field === 'version' ? field : model.columns[field]?.type
    const decode = type === undefined ? undefined : dialect.decoders[type]
    return decode === undefined ? [] : [{ field, decode }]
  })
  if (steps.length === 0) return undefined
  return (row) => {
    for (const { field, decode } of steps) row[field] = decode(row[field])
  }
}

/** Reads every row; the statement that made them selects what `Row` names. */
export function readRows<Row>(rows: ResultRow[], reader: RowReader): Row[] {
  if (reader !== undefined) for (const row of rows) reader(row)
  return rows as Row[]
}

/** The number in the only row of a `select count(*)`; drivers answer it as text or bigint. */
export function countIn(rows: readonly ResultRow[]): number {
  return Number(rows[0]?.count)
}
