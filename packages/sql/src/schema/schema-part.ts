import type { Column, TableModel } from '../table-model.js'
import { tableModels } from '../table-models.js'
import { recordTables } from './record-tables.js'

/** A table as it is created and recognised. */
export interface TableShape {
  table: string
  columns: readonly Column[]
  primaryKey: readonly string[]
  unique: TableModel['unique']
  references: readonly { columns: readonly string[]; table: string; key: readonly string[] }[]
  versioned: boolean
}

/** Tables that are created together, by one migration, and used by one kind of client. */
export interface SchemaPart {
  /** Number and name under which it is recorded. */
  migration: string
  tables: readonly TableShape[]
}

/** The parts of the schema, by who needs them: MPS, RPS, and stores of sealed records. */
export const schemaParts = {
  devices: { migration: '0001-devices', tables: [shapeOf(tableModels.devices)] },
  configurations: {
    migration: '0001-configurations',
    tables: Object.values<TableModel>(tableModels)
      .filter(({ name }) => name !== 'devices')
      .map(shapeOf),
  },
  records: {
    migration: '0001-records',
    tables: recordTables.map((shape) => ({ ...shape, unique: {}, references: [], versioned: false })),
  },
} as const satisfies Readonly<Record<string, SchemaPart>>

/** Name of a part. */
export type SchemaPartName = keyof typeof schemaParts

function shapeOf(model: TableModel): TableShape {
  const { table, primaryKey, unique, versioned, tenant } = model
  // Key columns are never null, whatever the model says of the field.
  const columns = [...Object.values(model.columns), ...model.unmapped].map((column) =>
    primaryKey.includes(column.name) ? { ...column, nullable: false } : column,
  )
  const references = model.references.map((reference) => {
    const target: TableModel = tableModels[reference.table]
    return { columns: [reference.column, tenant], table: target.table, key: target.primaryKey }
  })
  return { table, columns, primaryKey, unique, references, versioned }
}
