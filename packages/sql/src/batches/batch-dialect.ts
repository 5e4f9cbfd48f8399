import type { CheckedRow } from '@dmt-providers/core'
import type { RawBuilder } from 'kysely'
import type { Arguments } from '../statement.js'
import type { Column, TableModel } from '../table-model.js'

/** How a database takes many rows with one statement, whose text does not depend on how many they are. */
export interface BatchDialect {
  /** The rows as a table named `batch`, which has the table's own column names. */
  rows(model: TableModel): RawBuilder<unknown>
  /** A column of `batch` as the table takes it. */
  value(column: Column): RawBuilder<unknown>
  /** What the statement binds for these rows. */
  arguments(model: TableModel, rows: readonly CheckedRow[]): Arguments
  /** The end of an insert that passes rows over whose `column` has the value of a row that is there. */
  passOver(model: TableModel, column: string): RawBuilder<unknown>
}
