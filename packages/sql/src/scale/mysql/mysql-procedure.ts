import type { Column, TableModel } from '../../table-model.js'
import { tableModels } from '../../table-models.js'
import type { ColumnTypes } from './mysql-side-tables.js'

/** What the texts of a server are made with. */
export interface ServerTexts {
  readonly types: ColumnTypes
  columnType(column: Column): string
  /** The devices that a variable holds as JSON, as a table named `d`. */
  batchIn(variable: string): string
}

/** A procedure without its name. */
export interface Body {
  parameters: readonly string[]
  declarations?: readonly string[]
  statements: readonly string[]
}

const model: TableModel = tableModels.devices

/** Columns of fields of a device. */
export const columnsOf = (fields: readonly string[]) => fields.flatMap((field) => model.columns[field] ?? [])

/** It acts with the rights of its caller, whoever made it. */
export function procedure(name: string, { parameters, declarations = [], statements }: Body): string {
  const lines = [...declarations.map((one) => `declare ${one}`), ...statements]
  return `create procedure ${name}(${parameters.join(', ')})
  sql security invoker
begin
${lines.map((line) => `  ${line};`).join('\n')}
end`
}

/** Leaves no transaction open behind an error; what ends a call from outside leaves that to its connection. */
export const rollBack = 'exit handler for sqlexception begin rollback; resignal; end'

/** Index of the GUIDs of each tenant. */
export const guidIndex = 'dmt_devices_guid'
