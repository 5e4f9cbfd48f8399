import type { CheckedRow, FieldValue } from '@dmt-providers/core'
import { sql } from 'kysely'
import { Param } from '../param.js'
import type { Arguments } from '../statement.js'
import type { TableModel } from '../table-model.js'
import type { BatchDialect } from './batch-dialect.js'

/** The one parameter of a batch: a JSON list of objects by column. */
export const batchParam = new Param('rows', 'text')

/** What databases have in common that take a batch as JSON, and cannot pass a row over by themselves. */
export const jsonBatch: Pick<BatchDialect, 'value' | 'arguments'> = {
  value: ({ name }) => sql.ref(`batch.${name}`),
  arguments: batchArguments,
}

function batchArguments(model: TableModel, rows: readonly CheckedRow[]): Arguments {
  const columns = Object.entries(model.columns)
  const carried = rows.map((row) =>
    Object.fromEntries(columns.map(([field, { name }]) => [name, carriedValue(row[field] ?? null)])),
  )
  return { rows: JSON.stringify(carried) }
}

/**
 * Lists and JSON are texts within the JSON, so that the database stores them letter by letter; booleans are numbers,
 * which every database reads alike, and instants have no zone, as the columns have none: they hold UTC.
 */
function carriedValue(value: FieldValue): string | number | null {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  return value instanceof Date ? value.toISOString().replace('Z', '') : JSON.stringify(value)
}
