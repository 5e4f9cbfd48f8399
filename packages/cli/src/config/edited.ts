import { broughtProblems, type CentralConfig } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import { Refusal } from './refusal.js'

/** An edit of the document that is refused when it brings an error in, or a key that nobody knows without being allowed. */
export function checkedEdit(
  { schema }: CentralConfig,
  edit: (document: JsonObject) => JsonObject,
  { allowUnknown }: { allowUnknown: boolean },
): (document: JsonObject) => JsonObject {
  return (before) => {
    const after = edit(before)
    const brought = broughtProblems(schema, before, after)
    const refused = brought.filter(({ severity, kind }) => {
      return severity === 'error' || (kind === 'unknown-key' && !allowUnknown)
    })
    if (refused.length > 0) throw new Refusal(refused.map(({ message, severity }) => message + hintOf(severity)))
    return after
  }
}

const hintOf = (severity: 'error' | 'warning') =>
  severity === 'warning' ? '; --allow-unknown sets it all the same' : ''
