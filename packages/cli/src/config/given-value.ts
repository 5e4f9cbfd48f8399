import type { ServiceSchema } from '@dmt-providers/central-config'
import type { JsonValue } from '@dmt-providers/core'
import { Refusal } from './refusal.js'

/**
 * The value that a text on the command line means for a key: text as it stands for a key of text, JSON for every other,
 * and for a key that nobody knows JSON where it is some. Throws a {@link Refusal}, without the text.
 */
export function givenValue({ keys }: ServiceSchema, name: string, text: string): JsonValue {
  const key = keys.find((known) => known.name === name)
  const type = key?.type ?? (keys.some((known) => known.name.startsWith(`${name}.`)) ? 'object' : undefined)
  const value = jsonOf(text)
  if (type === 'text') return isReferenceText(value) ? value : text
  if (type === undefined) return value ?? text
  // Not JSON, so a text: the check of the document says what the key wants instead.
  if (value === undefined && type === 'object')
    throw new Refusal([`${name}: wants an object in JSON: {"key": "value"}`])
  return value ?? text
}

/** A key of text may have a reference in its place. */
function isReferenceText(value: JsonValue | undefined): value is JsonValue {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '$secret')
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
