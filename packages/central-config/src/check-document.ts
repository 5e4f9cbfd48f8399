import { closestName, type JsonObject, type JsonValue } from '@dmt-providers/core'
import type { DocumentProblem, ProblemKind } from './document-problem.js'
import { isJsonObject } from './json-document.js'
import { leaves } from './leaves.js'
import { holdsCredentials, looksSecret } from './looks-secret.js'
import { isReference, parseReference } from './secret-reference.js'
import type { KnownKey, ServiceSchema } from './services/service-schema.js'
import { valueProblem } from './value-problem.js'

/** Names that mean the prototype of an object to a program that merges carelessly. */
const reserved = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Everything that is wrong with the central document of a service; errors and warnings, in the order of its keys. No
 * message holds a value.
 */
export function checkDocument(schema: ServiceSchema, document: JsonObject): DocumentProblem[] {
  const known = new Map(schema.keys.map((key) => [key.name, key]))
  const found = leaves(document).flatMap(
    ([name, value]) => checkName(name) ?? checkLeaf(schema, known, name, value) ?? [],
  )
  return [...found, ...dotted(document)]
}

/** No service knows a key with a dot in it, and here it could not be told from a nested one. */
function dotted(document: JsonObject, above = ''): DocumentProblem[] {
  return Object.entries(document).flatMap(([key, value]) => {
    const name = above + key
    const below = isJsonObject(value) && !isReference(value) ? dotted(value, `${name}.`) : []
    if (!key.includes('.')) return below
    return [error('bad-name', name, 'has a dot within one name; write an object within an object'), ...below]
  })
}

function checkName(name: string): DocumentProblem | undefined {
  if (name.split('.').every((part) => part !== '' && !reserved.has(part))) return undefined
  return error('bad-name', name, 'is no name of a key; take it out')
}

function checkLeaf(
  schema: ServiceSchema,
  known: ReadonlyMap<string, KnownKey>,
  name: string,
  value: JsonValue,
): DocumentProblem | undefined {
  if (isReference(value) && parseReference(value) === undefined)
    return error('bad-reference', name, 'is no reference; write { "$secret": "<path>#<field>" }')
  const key = known.get(name) ?? freeKeyAbove(known, name)
  if (key === undefined) return checkUnknown(schema, known, name, value)
  if (key.scope === 'instance')
    return error('instance-key', name, 'belongs to one instance; set it in the file or environment of each')
  if (isReference(value)) return undefined
  if (holdsSecret(key, name, value)) return inClear(name)
  return key.name === name ? (valueProblem(key, value) ?? warningOf(key, value)) : undefined
}

function warningOf({ name, warning }: KnownKey, value: JsonValue): DocumentProblem | undefined {
  return warning === undefined || value === false
    ? undefined
    : { ...error('discouraged', name, warning), severity: 'warning' }
}

function holdsSecret(key: KnownKey, name: string, value: JsonValue): boolean {
  if (key.name !== name) return looksSecret(name, value)
  return holdsCredentials(value) || (key.scope === 'secret' && value !== '' && value !== null)
}

/** A key whose value is an object with names of the operator's own. */
function freeKeyAbove(known: ReadonlyMap<string, KnownKey>, name: string): KnownKey | undefined {
  const parts = name.split('.')
  for (let end = parts.length - 1; end > 0; end -= 1) {
    const above = known.get(parts.slice(0, end).join('.'))
    if (above?.type === 'object') return above
  }
  return undefined
}

function checkUnknown(
  { service, keys }: ServiceSchema,
  known: ReadonlyMap<string, KnownKey>,
  name: string,
  value: JsonValue,
): DocumentProblem | undefined {
  if (keys.some((key) => key.name.startsWith(`${name}.`)))
    return isJsonObject(value) ? undefined : error('wrong-type', name, 'is no object of keys and values')
  const above = keys.find((key) => name.startsWith(`${key.name}.`))
  if (above !== undefined)
    return error('wrong-type', name, `lies below ${above.name}, which is a ${above.type} and no object`)
  if (!isReference(value) && looksSecret(name, value)) return inClear(name)
  const suggestion = closestName(name, [...known.keys()])
  if (suggestion === undefined)
    return { ...error('unknown-key', name, `is not known to this release of ${service}`), severity: 'warning' }
  return { ...error('unknown-key', name, `is not known; did you mean ${suggestion}?`), suggestion }
}

const inClear = (name: string) =>
  error(
    'secret-in-clear',
    name,
    'holds a secret in clear; keep it in a secret store and write { "$secret": "<path>#<field>" }',
  )

function error(kind: ProblemKind, key: string, message: string): DocumentProblem {
  return { key, kind, severity: 'error', message: `${key}: ${message}` }
}
