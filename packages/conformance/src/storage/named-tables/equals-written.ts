import { equal } from '../../expectations.js'
import type { NamedTableSubject } from './subject.js'

/** Throws unless a row is answered with exactly the table's fields and, version apart, with what was written. */
export function equalsWritten<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
  row: Row | undefined,
  written: RowInput,
  what: string,
): void {
  equal(row === undefined ? undefined : Object.keys(row).sort(), [...subject.answered].sort(), `${what}: fields`)
  const values = subject.answered
    .filter((field) => field !== 'version')
    .map((field) => [field, Reflect.get(written, field) ?? absent(field)] as const)
  equal({ ...row, version: undefined }, { ...Object.fromEntries(values), version: undefined }, what)
}

/** What an absent field is answered with: a profile's links are lists, everything else is null. */
function absent(field: string): [] | null {
  return field === 'wifiConfigs' || field === 'proxyConfigs' ? [] : null
}
