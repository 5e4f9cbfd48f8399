import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { isJsonObject } from './json-document.js'

/** A new document: `over` laid upon `base`, object by object; every other value, a list too, replaces what is beneath. */
export function mergeDocuments(base: JsonObject, over: JsonObject): JsonObject {
  const merged = new Map<string, JsonValue>(Object.entries(base))
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key)
    merged.set(key, isJsonObject(below) && isJsonObject(value) ? mergeDocuments(below, value) : value)
  }
  return Object.fromEntries(merged)
}
