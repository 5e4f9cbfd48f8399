import type { SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'
import type { TableShape } from './schema-part.js'

/** The `create table` of one shape. Names in it are this package's own and need no quoting. */
export function createTable(dialect: SqlDialect, shape: TableShape): string {
  const lines = [
    ...shape.columns.map((column) => columnDefinition(dialect, column)),
    ...(shape.versioned && dialect.versionColumn !== undefined ? [dialect.versionColumn] : []),
    ...Object.entries(shape.unique).map(([name, columns]) => `constraint ${name} unique (${columns.join(', ')})`),
    ...shape.references.map(
      ({ columns, table, key }) => `foreign key (${columns.join(', ')}) references ${table} (${key.join(', ')})`,
    ),
    primaryKey(dialect, shape),
  ]
  return `create table ${shape.table} (\n  ${lines.join(',\n  ')}\n)`
}

/** One column in a `create table`. */
export function columnDefinition(dialect: SqlDialect, column: Column): string {
  return `${column.name} ${dialect.columnType(column)}${column.nullable ? '' : ' not null'}`
}

function primaryKey(dialect: SqlDialect, { columns, primaryKey: key }: TableShape): string {
  const kind = dialect.primaryKeyKind(columns.filter(({ name }) => key.includes(name)))
  return `primary key ${kind === '' ? '' : `${kind} `}(${key.join(', ')})`
}
