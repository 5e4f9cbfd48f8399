import type { SqlDialect } from '../sql-dialect.js'
import type { Column } from '../table-model.js'
import type { TableShape } from './schema-part.js'
import type { WantedKey } from './schema-tools.js'
import type { WantedTable } from './wanted-table.js'

/** The `create table` of one shape. Names in it are this package's own and need no quoting. */
export function createTable(dialect: SqlDialect, shape: TableShape, wanted: WantedTable): string {
  const { engine } = dialect.schemaTools
  const byKind = (kind: WantedKey['kind']) => wanted.keys.filter((key) => key.kind === kind)
  const lines = [
    ...[...wanted.columns.values()].map(({ definition }) => definition),
    ...[...wanted.kept.values()].map(({ definition }) => definition),
    ...[...byKind('unique'), ...byKind('foreign'), ...byKind('primary')].map((key) => keyLine(dialect, key)),
  ]
  const made = `create table ${dialect.schemaCommits ? 'if not exists ' : ''}${shape.table} (\n  ${lines.join(',\n  ')}\n)`
  return engine === undefined ? made : `${made} engine = ${engine.name}`
}

/** One column in a `create table`. */
export function columnDefinition(dialect: SqlDialect, column: Column): string {
  return `${column.name} ${dialect.columnType(column)}${column.nullable ? '' : ' not null'}`
}

/** A key within a `create table`, or behind `add`. */
export function keyDefinition({ kind, columns, target }: WantedKey): string {
  const list = `(${columns.join(', ')})`
  if (kind === 'primary') return `primary key ${list}`
  if (target === undefined) return `unique ${list}`
  return `foreign key ${list} references ${target.table} (${target.columns.join(', ')})`
}

function keyLine(dialect: SqlDialect, key: WantedKey): string {
  const named = key.kind === 'unique' || dialect.schemaTools.namesKeys(key.kind)
  return named ? `constraint ${key.name} ${keyDefinition(key)}` : keyDefinition(key)
}
