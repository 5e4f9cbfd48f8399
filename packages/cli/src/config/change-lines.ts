import { changedKeys, hiddenKeys, type ServiceSchema } from '@dmt-providers/central-config'
import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { hidden, shownText, shownValue } from './shown.js'

/** A change of one key, with nothing that may be a secret. */
export interface ShownChange {
  /** Dotted for a nested key. */
  readonly key: string
  /** Absent where the document did not have it; `(secret)` for what is not shown. */
  readonly before?: JsonValue
  readonly after?: JsonValue
}

/** What changed from one document to another, key by key. */
export function shownChanges(schema: ServiceSchema, before: JsonObject, after: JsonObject): ShownChange[] {
  const [old, fresh] = [hiddenKeys(schema, before), hiddenKeys(schema, after)]
  return changedKeys(before, after).map((change) => ({
    key: change.key,
    ...(change.before === undefined ? {} : { before: old.has(change.key) ? hidden : change.before }),
    ...(change.after === undefined ? {} : { after: fresh.has(change.key) ? hidden : change.after }),
  }))
}

/** A change as a line: `log_level: info -> debug`. */
export function changeLine({ key, before, after }: ShownChange): string {
  const name = shownText(key)
  if (before === undefined) return `${name}: set to ${shownValue(after ?? null)}`
  if (after === undefined) return `${name}: removed, was ${shownValue(before)}`
  return `${name}: ${shownValue(before)} -> ${shownValue(after)}`
}
