import { nameKeyOf, type SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'
import { columnDefinition } from './create-table.js'
import type { TableShape } from './schema-part.js'
import type { KeptColumn, SchemaTools, WantedColumn, WantedKey } from './schema-tools.js'

/** A table as this release creates it, in the words of the catalogue. */
export interface WantedTable {
  readonly table: string
  readonly columns: ReadonlyMap<string, WantedColumn>
  /** What the dialect adds to them. */
  readonly kept: ReadonlyMap<string, KeptColumn>
  readonly keys: readonly WantedKey[]
}

/** What a table must look like; `shapes` are those of all tables, for what a key refers to. */
export function wantedTable(
  dialect: SqlDialect,
  tools: SchemaTools,
  shapes: readonly TableShape[],
  shape: TableShape,
): WantedTable {
  const columns = shape.columns.map((column): [string, WantedColumn] => [
    column.name,
    { column, type: tools.typeInCatalogue(column), definition: columnDefinition(dialect, column) },
  ])
  return {
    table: shape.table,
    columns: new Map(columns),
    kept: new Map(tools.keptColumns(shape).map((column) => [column.name, column])),
    keys: wantedKeys(dialect, tools, shapes, shape),
  }
}

/** The keys of a table: the primary key, those of the model, the one that keeps names apart, and references. */
function wantedKeys(
  dialect: SqlDialect,
  tools: SchemaTools,
  shapes: readonly TableShape[],
  shape: TableShape,
): WantedKey[] {
  const { table, primaryKey, unique, references } = shape
  const uniqueKey = (name: string, written: readonly string[]): WantedKey => ({
    name,
    kind: 'unique',
    columns: compared(dialect, shape, written),
    written,
    target: undefined,
  })
  const names = compared(dialect, shape, primaryKey)
  const primary = dialect.nameKeys?.primary === true ? names : primaryKey
  return [
    {
      name: tools.keyName(table, 'primary', primaryKey),
      kind: 'primary',
      columns: primary,
      written: primaryKey,
      target: undefined,
    },
    ...Object.entries(unique).map(([name, columns]) => uniqueKey(name, columns)),
    // Where a primary key cannot be over columns that the database computes, names are unique by another key.
    ...(names.join() === primary.join() ? [] : [uniqueKey(tools.keyName(table, 'unique', primaryKey), primaryKey)]),
    ...references.map((reference): WantedKey => {
      const target = shapes.find((one) => one.table === reference.table)
      return {
        name: tools.keyName(table, 'foreign', reference.columns),
        kind: 'foreign',
        columns: compared(dialect, shape, reference.columns),
        written: reference.columns,
        target: {
          table: reference.table,
          columns: target === undefined ? reference.key : compared(dialect, target, reference.key),
          written: reference.key,
        },
      }
    }),
  ]
}

/** A column that is compared by another one beside it, and the definition of that one. */
export interface KeyedColumn {
  readonly column: Column
  readonly definition: string
}

/** The columns of a table that are compared by others. */
export function keyedColumns({ nameKeys }: Pick<SqlDialect, 'nameKeys'>, shape: TableShape): KeyedColumn[] {
  if (nameKeys === undefined) return []
  const { primaryKey, unique, references } = shape
  const keys = [primaryKey, ...Object.values(unique), ...references.map(({ columns }) => columns)].flat()
  return shape.columns
    .filter(({ name, type }) => type === 'name' || keys.includes(name))
    .filter((column) => nameKeyOf({ nameKeys }, column) !== column.name)
    .map((column) => ({ column, definition: nameKeys.definition(column) }))
}

/** What the columns of a key are compared by. */
function compared(dialect: Pick<SqlDialect, 'nameKeys'>, { columns }: TableShape, key: readonly string[]): string[] {
  return key.map((name) => nameKeyOf(dialect, columns.find((one) => one.name === name) ?? { name, type: 'text' }))
}
