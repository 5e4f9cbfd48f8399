import type { FieldValue } from '@dmt-providers/core'
import { sql } from 'kysely'
import { Param } from '../param.js'
import type { Column } from '../table-model.js'
import type { BatchDialect } from './batch-dialect.js'

type Kind = Column['type']

/** Types of the arrays that carry a column; a list is carried as the text of an array. */
const carriers: Readonly<Record<Kind, string>> = {
  guid: 'uuid',
  name: 'text',
  text: 'text',
  integer: 'integer',
  boolean: 'boolean',
  instant: 'timestamptz',
  'wall-clock': 'timestamp',
  json: 'json',
  'text-list': 'text',
  'integer-list': 'text',
}

const casts: Readonly<Partial<Record<Kind, string>>> = { 'text-list': '::text[]', 'integer-list': '::integer[]' }

/**
 * One array for each column, each bound as text. (Measured: 1.2 times the rate of one JSON text and
 * `json_to_recordset`, which also refuses JSON that has an escaped NUL in it, as a column of type `json` does not.)
 */
export const postgresBatch: BatchDialect = {
  rows(model) {
    const columns = Object.entries(model.columns)
    const arrays = columns.map(([field, { type }]) => sql`${new Param(field, 'text')}::${sql.raw(carriers[type])}[]`)
    const names = columns.map(([, { name }]) => sql.ref(name))
    return sql`unnest(${sql.join(arrays)}) as batch(${sql.join(names)})`
  },
  value: ({ name, type }) => sql`${sql.ref(`batch.${name}`)}${sql.raw(casts[type] ?? '')}`,
  arguments: (model, rows) =>
    Object.fromEntries(
      Object.keys(model.columns).map((field) => [field, arrayText(rows.map((row) => row[field] ?? null))]),
    ),
  passOver: () => sql` on conflict do nothing`,
}

/** Values as the text of an array. Source: PostgreSQL manual, "Array Input and Output Syntax". */
function arrayText(values: readonly FieldValue[]): string {
  return `{${values.map(elementText).join(',')}}`
}

function elementText(value: FieldValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  return quoted(Array.isArray(value) ? arrayText(value) : JSON.stringify(value))
}

function quoted(text: string): string {
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
}
