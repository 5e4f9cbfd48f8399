import type { ChangeRecord, ServiceSchema } from '@dmt-providers/central-config'
import { changeLine, type ShownChange, shownChanges } from './change-lines.js'
import { shownText } from './shown.js'

/** A change of the history, with nothing that may be a secret. */
export interface ShownRecord {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly version: string
  /** Against the change before; absent when that is not kept any more. */
  readonly changes?: readonly ShownChange[]
}

/** The history as it may be shown, newest first, each against the one before it. */
export function shownRecords(schema: ServiceSchema, records: readonly ChangeRecord[]): ShownRecord[] {
  return records.map(({ document, ...record }, at) => {
    const before = record.number === 1 ? {} : records[at + 1]?.document
    return { ...record, ...(before === undefined ? {} : { changes: shownChanges(schema, before, document) }) }
  })
}

/** A change as one line: number, when, who, and how many keys. */
export function recordLine({ number, at, by, changes }: ShownRecord): readonly string[] {
  return [String(number), shownText(at), shownText(by), whatChanged(changes)]
}

/** A change as lines: who and when, and then each key. */
export function recordLines(record: ShownRecord): string[] {
  const { number, at, by, version, changes = [] } = record
  const head = `change ${number}, ${shownText(at)} by ${shownText(by)}, version ${shownText(version)}`
  return [`${head}: ${whatChanged(record.changes)}`, ...changes.map((change) => `  ${changeLine(change)}`)]
}

const names = 3

function whatChanged(changes: readonly ShownChange[] | undefined): string {
  if (changes === undefined) return 'the change before is not kept any more'
  if (changes.length === 0) return 'no key'
  const first = changes.slice(0, names).map(({ key }) => shownText(key))
  const more = changes.length - first.length
  return first.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
