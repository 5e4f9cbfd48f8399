import { sql } from 'kysely'
import type { Column } from '../table-model.js'
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
    rows(model) {
      const columns = Object.values(model.columns).map(
        ({ max, ...column }) =>
          sql`${sql.ref(column.name)} ${sql.raw(columnType(column))} path ${sql.lit(`$.${column.name}`)} error on error`,
      )
      return sql`json_table(${batchParam}, '$[*]' columns (${sql.join(columns)})) batch`
    },
    passOver: (model, column) =>
      sql` where not exists (select 1 from ${sql.table(model.table)} existing where ${sql.ref(`existing.${column}`)} = ${sql.ref(`batch.${column}`)})`,
  }
}
