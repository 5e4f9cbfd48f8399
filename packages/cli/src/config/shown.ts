import { hiddenKeys, isJsonObject, parseReference, type ServiceSchema } from '@dmt-providers/central-config'
import type { JsonObject, JsonValue } from '@dmt-providers/core'

/** Stands where a value is not shown. */
export const hidden = '(secret)'

/** Characters of a value that a line shows, where it is not told otherwise. */
const usual = 200

/** Nothing that moves the cursor or turns the direction of writing, and no space that one does not see. */
const plain = /^[\p{L}\p{N}\p{M}\p{P}\p{S}]+$/u
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu

/** A text for a line of its own part: in quotes and escaped unless it is one plain word. */
export function shownText(text: string, longest = usual): string {
  if (plain.test(text)) return shortened(text, longest)
  const escaped = visible(JSON.stringify(text))
  return shortened(escaped, longest)
}

/** A value for a line: a reference by where it leads. Not for what may be a secret. */
export function shownValue(value: JsonValue, longest = usual): string {
  const reference = parseReference(value)
  if (reference !== undefined) return shownText(`secret:${reference.path}#${reference.field}`, longest)
  return shownText(typeof value === 'string' ? value : JSON.stringify(value), longest)
}

/** A document in which nothing stands that may be a secret. */
export function withoutSecrets(schema: ServiceSchema, document: JsonObject): JsonObject {
  return masked(document, hiddenKeys(schema, document), '')
}

/** A line of whatever kind without what moves the cursor: names of keys may hold anything. */
export const visible = (line: string) => line.replace(unseen, escapeOf)

/** JSON in which nothing moves the cursor or turns the direction of writing; without `indent` it is one line. */
export function shownJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).split('\n').map(visible).join('\n')
}

function masked(document: JsonObject, names: ReadonlySet<string>, above: string): JsonObject {
  const entries = Object.entries(document).map(([key, value]): [string, JsonValue] => {
    const name = above + key
    if (names.has(name)) return [key, hidden]
    return [key, isJsonObject(value) ? masked(value, names, `${name}.`) : value]
  })
  return Object.fromEntries(entries)
}

/** By the halves of which JSON is made, so that it stays the same JSON. */
const escapeOf = (character: string) =>
  character
    .split('')
    .map((half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')

function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`
}
