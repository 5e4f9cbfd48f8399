import { sql } from 'kysely'
import type { Column, TableModel } from '../table-model.js'
import type { BatchDialect } from './batch-dialect.js'
import { batchParam, jsonBatch } from './json-batch.js'

/**
 * MariaDB and MySQL, by `json_table`. Rows are passed over by a look before the insert: `insert ignore` would also pass
 * over what is wrong with a row, and `on duplicate key update` does not tell which rows it inserted. Without `error on
 * error` a value that does not fit its type would become null.
 */
export function mysqlBatch(columnType: (column: Column) => string): BatchDialect {
  return {
    ...jsonBatch,
    rows: (model) => sql`json_table(${batchParam}, '$[*]' columns (${sql.raw(batchColumns(model, columnType))})) batch`,
    passOver: (model, column) =>
      sql` where not exists (select 1 from ${sql.table(model.table)} existing where ${sql.ref(`existing.${column}`)} = ${sql.ref(`batch.${column}`)})`,
  }
}

/** The columns of a batch, for `json_table`. */
export function batchColumns(model: TableModel, columnType: (column: Column) => string): string {
  return Object.values(model.columns)
    .map(({ max, ...column }) => `\`${column.name}\` ${columnType(column)} path '$.${column.name}' error on error`)
    .join(', ')
}
