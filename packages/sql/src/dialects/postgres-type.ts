import type { Column } from '../table-model.js'

const types: Readonly<Record<Column['type'], (column: Column) => string>> = {
  guid: () => 'uuid',
  name: () => 'citext',
  text: ({ max }) => (max === undefined ? 'text' : `varchar(${max})`),
  integer: () => 'integer',
  boolean: () => 'boolean',
  instant: () => 'timestamp with time zone',
  'wall-clock': () => 'timestamp',
  json: () => 'json',
  'text-list': () => 'text[]',
  'integer-list': () => 'integer[]',
}

/** The type of a column in a `create table` of PostgreSQL. */
export function postgresType(column: Column): string {
  return types[column.type](column)
}
