import type { SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'
import { columnDefinition } from './create-table.js'
import type { TableShape } from './schema-part.js'
import type { SchemaTools, WantedKey } from './schema-tools.js'

/** A column as this release creates it. */
export interface WantedColumn {
  readonly column: Column
  /** In the words of the catalogue. */
  readonly type: string
  /** In a `create table` or `add column`. */
  readonly definition: string
}

/** A table as this release creates it, in the words of the catalogue. */
export interface WantedTable {
  readonly table: string
  readonly columns: ReadonlyMap<string, WantedColumn>
  readonly keys: readonly WantedKey[]
}

/** What a table must look like. */
export function wantedTable(dialect: SqlDialect, tools: SchemaTools, shape: TableShape): WantedTable {
  const columns = shape.columns.map((column): [string, WantedColumn] => [
    column.name,
    { column, type: tools.typeInCatalogue(column), definition: columnDefinition(dialect, column) },
  ])
  return { table: shape.table, columns: new Map(columns), keys: keysOf(tools, shape) }
}

function keysOf(tools: SchemaTools, { table, primaryKey, unique, references }: TableShape): WantedKey[] {
  return [
    { name: tools.keyName(table, 'primary', primaryKey), kind: 'primary', columns: primaryKey, target: undefined },
    ...Object.entries(unique).map(([name, columns]) => ({ name, kind: 'unique' as const, columns, target: undefined })),
    ...references.map((reference) => ({
      name: tools.keyName(table, 'foreign', reference.columns),
      kind: 'foreign' as const,
      columns: reference.columns,
      target: { table: reference.table, columns: reference.key },
    })),
  ]
}
