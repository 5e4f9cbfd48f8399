import { isDeepStrictEqual } from 'node:util'
import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { leaves } from './leaves.js'

/** What became of one key between two documents; `undefined` where a document does not have it. */
export interface KeyChange {
  /** Dotted for a nested key. */
  readonly key: string
  readonly before: JsonValue | undefined
  readonly after: JsonValue | undefined
}

/** The keys in which two documents differ, sorted by name. */
export function changedKeys(before: JsonObject, after: JsonObject): KeyChange[] {
  const [old, fresh] = [new Map(leaves(before)), new Map(leaves(after))]
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .sort()
    .filter((key) => !isDeepStrictEqual(old.get(key), fresh.get(key)))
    .map((key) => ({ key, before: old.get(key), after: fresh.get(key) }))
}
