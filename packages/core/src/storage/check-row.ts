import { ProviderError } from '../provider-error.js'
import { checkField } from './check-field.js'
import type { Field, Fields } from './field.js'
import type { CheckedRow, FieldValue } from './storage-driver.js'
import { type TableName, tableFields } from './table-fields.js'

/** A field, and what messages call it. */
interface DescribedField {
  name: string
  parameter: string
  field: Field
}

/** Fields by table, put together once: every write goes through them. */
const described: ReadonlyMap<string, readonly DescribedField[]> = new Map(
  Object.entries<Fields>(tableFields).map(([table, fields]) => [
    table,
    Object.entries(fields).map(([name, field]) => ({ name, parameter: `${table}.${name}`, field })),
  ]),
)

/**
 * Checks a row that a caller gave: every writable field in its stored form, absent ones null (or the field's initial
 * value), unknown ones left out. Throws `invalid-argument` naming table and field.
 */
export function checkRow(table: TableName, row: unknown): CheckedRow {
  if (typeof row !== 'object' || row === null) {
    throw new ProviderError(
      'invalid-argument',
      `${table}: the row is ${row === null ? 'null' : `a ${typeof row}`}; give an object`,
    )
  }
  // What an object inherits is no part of the row; a plain one inherits nothing that is named as a field.
  const plain = Object.getPrototypeOf(row) === Object.prototype
  const given: Readonly<Record<string, unknown>> = plain ? (row as Readonly<Record<string, unknown>>) : { ...row }
  const checked: Record<string, FieldValue> = {}
  for (const { name, parameter, field } of described.get(table) ?? []) {
    checked[name] = checkField(parameter, field, given[name])
  }
  return checked
}
