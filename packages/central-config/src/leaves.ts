import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { isJsonObject } from './json-document.js'
import { isReference } from './secret-reference.js'

/** Every value of a document that is no object itself, by its dotted name; a reference and an empty object are values. */
export function leaves(document: JsonObject, above = ''): [name: string, value: JsonValue][] {
  return Object.entries(document).flatMap(([key, value]): [string, JsonValue][] => {
    const name = above + key
    const isBranch = isJsonObject(value) && !isReference(value) && Object.keys(value).length > 0
    return isBranch ? leaves(value, `${name}.`) : [[name, value]]
  })
}

/** The value at a dotted name; `undefined` when there is none. */
export function valueAt(document: JsonObject, name: string): JsonValue | undefined {
  let value: JsonValue | undefined = document
  for (const key of name.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

/** A new document with this value at a dotted name; without it when the value is `undefined`. */
export function withValue(document: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const [key = '', ...rest] = name.split('.')
  const entries = new Map(Object.entries(document))
  const below = entries.get(key)
  const inner = rest.length === 0 ? value : nested(below, rest.join('.'), value)
  if (inner === undefined) entries.delete(key)
  else entries.set(key, inner)
  return Object.fromEntries(entries)
}

/** An object that is left empty goes with its last value. */
function nested(below: JsonValue | undefined, rest: string, value: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined && !isJsonObject(below)) return below
  const inner = withValue(isJsonObject(below) ? below : {}, rest, value)
  return value === undefined && Object.keys(inner).length === 0 ? undefined : inner
}
