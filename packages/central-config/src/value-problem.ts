import { closestName, type JsonValue } from '@dmt-providers/core'
import type { DocumentProblem } from './document-problem.js'
import { isJsonObject } from './json-document.js'
import type { KnownKey } from './services/service-schema.js'

/** What is wrong with the value of a known key; `undefined` when nothing is. A key may be set to `null`. */
export function valueProblem(key: KnownKey, value: JsonValue): DocumentProblem | undefined {
  if (value === null) return undefined
  if (!fits[key.type](value)) return problem(key, 'wrong-type', `is ${shape(value)}; give ${wanted[key.type]}`)
  return key.type === 'number' ? ofNumber(key, Number(value)) : ofChoices(key, value)
}

/**
 * The services take numbers as text too, and their own files hold some. The text `"false"` of a file is true to them: they
 * retype the words of the environment alone.
 */
const fits: Readonly<Record<KnownKey['type'], (value: JsonValue) => boolean>> = {
  text: (value) => typeof value === 'string' || typeof value === 'number',
  number: (value) => typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)),
  truth: (value) => typeof value === 'boolean',
  list: (value) => Array.isArray(value) || typeof value === 'string',
  object: isJsonObject,
}

const wanted: Readonly<Record<KnownKey['type'], string>> = {
  text: 'a text',
  number: 'a number',
  truth: 'true or false, without quotes',
  list: 'a list',
  object: 'an object of keys and values',
}

function shape(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'string' ? `a text of ${value.length} characters` : `a value of type ${typeof value}`
}

function ofNumber(key: KnownKey, value: number): DocumentProblem | undefined {
  const [least, most] = key.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (value >= least && value <= most) return undefined
  return problem(key, 'not-allowed', `is out of range; give ${least} to ${most}`)
}

function ofChoices(key: KnownKey, value: JsonValue): DocumentProblem | undefined {
  if (key.choices === undefined || key.choices.includes(String(value))) return undefined
  const suggestion = closestName(String(value), key.choices)
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`
  return { ...problem(key, 'not-allowed', `is none of ${key.choices.join(', ')}${hint}`), suggestion }
}

function problem(key: KnownKey, kind: 'wrong-type' | 'not-allowed', message: string): DocumentProblem {
  return { key: key.name, kind, severity: 'error', message: `${key.name}: ${message}` }
}
