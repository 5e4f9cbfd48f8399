import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { ProviderError } from '@dmt-providers/core'

/** True for an object of JSON, and not for an array or `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a configuration document. Throws `invalid-argument` that names `what`; never with a part of the text. */
export function parseDocument(text: string, what: string): JsonObject {
  let value: JsonValue
  try {
    value = JSON.parse(text)
  } catch {
    // The message of JSON.parse quotes the text, which may hold a secret.
    throw new ProviderError('invalid-argument', `${what}: ${text.length} characters that are no JSON`)
  }
  if (isJsonObject(value)) return value
  throw new ProviderError('invalid-argument', `${what}: JSON, but no object of keys and values`)
}
