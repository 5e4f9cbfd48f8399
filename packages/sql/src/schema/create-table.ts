import { nameKeyOf, type SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'
import type { TableShape } from './schema-part.js'

/** The `create table` of one shape. Names in it are this package's own and need no quoting. */
export function createTable(dialect: SqlDialect, shape: TableShape): string {
  const lines = [
    ...shape.columns.map((column) => columnDefinition(dialect, column)),
    ...nameKeyDefinitions(dialect, shape),
    ...(shape.versioned && dialect.versionColumn !== undefined ? [dialect.versionColumn] : []),
    ...Object.entries(shape.unique).map(
      ([name, columns]) => `constraint ${name} unique (${compared(dialect, shape, columns)})`,
    ),
    ...shape.references.map(
      ({ columns, table, key }) =>
        `foreign key (${compared(dialect, shape, columns)}) references ${table} (${comparedThere(dialect, shape, columns, key)})`,
    ),
    ...uniqueNames(dialect, shape),
    primaryKey(dialect, shape),
  ]
  return `create table ${dialect.schemaCommits ? 'if not exists ' : ''}${shape.table} (\n  ${lines.join(',\n  ')}\n)`
}

/** One column in a `create table`. */
export function columnDefinition(dialect: SqlDialect, column: Column): string {
  return `${column.name} ${dialect.columnType(column)}${column.nullable ? '' : ' not null'}`
}

function nameKeyDefinitions({ nameKeys }: SqlDialect, { columns }: TableShape): string[] {
  if (nameKeys === undefined) return []
  return columns.filter(({ type }) => type === 'name').map((column) => nameKeys.definition(column))
}

/** What the columns of a key are compared by. */
function compared(dialect: SqlDialect, { columns }: TableShape, key: readonly string[]): string {
  return key
    .map((name) => nameKeyOf(dialect, columns.find((one) => one.name === name) ?? { name, type: 'text' }))
    .join(', ')
}

/** The same of a table that is referred to: its key has the types of the columns that refer to it. */
function comparedThere(
  dialect: SqlDialect,
  { columns }: TableShape,
  own: readonly string[],
  key: readonly string[],
): string {
  const typeOf = (name: string | undefined) => columns.find((one) => one.name === name)?.type ?? 'text'
  return key.map((name, index) => nameKeyOf(dialect, { name, type: typeOf(own[index]) })).join(', ')
}

/** A primary key cannot be over columns that the database computes, so that names are unique by another key. */
function uniqueNames(dialect: SqlDialect, shape: TableShape): string[] {
  const key = compared(dialect, shape, shape.primaryKey)
  return key === shape.primaryKey.join(', ') ? [] : [`unique (${key})`]
}

function primaryKey(dialect: SqlDialect, { columns, primaryKey: key }: TableShape): string {
  const kind = dialect.primaryKeyKind(columns.filter(({ name }) => key.includes(name)))
  return `primary key ${kind === '' ? '' : `${kind} `}(${key.join(', ')})`
}
