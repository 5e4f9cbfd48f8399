import { ProviderError } from '../provider-error.js'
import { checkField } from './check-field.js'
import type { CheckedRow, FieldValue } from './storage-driver.js'
import { type TableName, tableFields } from './table-fields.js'

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
  const given: Readonly<Record<string, unknown>> = { ...row }
  const checked: Record<string, FieldValue> = {}
  for (const [name, field] of Object.entries(tableFields[table])) {
    checked[name] = checkField(`${table}.${name}`, field, given[name])
  }
  return checked
}
