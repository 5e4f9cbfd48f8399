import type { JsonObject } from '../json.js'
import { ProviderError } from '../provider-error.js'
import type { Field } from './field.js'
import type { FieldValue } from './storage-driver.js'

const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Checks one value of a row or an argument and gives it in its stored form. Throws `invalid-argument`. */
export function checkField(parameter: string, field: Field, value: unknown): FieldValue {
  if (value === undefined || value === null) {
    if (field.required) throw invalid(parameter, 'is missing', 'give a value')
    return value === undefined && field.initial !== undefined ? [...field.initial] : null
  }
  return checks[field.type](parameter, value, field)
}

/** Checks a text argument: well-formed Unicode without NUL, at most `max` code points. */
export function checkText(parameter: string, value: unknown, max?: number): string {
  if (typeof value !== 'string') throw invalid(parameter, `is ${shapeOf(value)}`, 'give a text')
  if (value.includes('\0')) throw invalid(parameter, 'holds the character NUL', 'remove it')
  if (!value.isWellFormed()) throw invalid(parameter, 'holds half of a surrogate pair', 'give well-formed Unicode')
  if (max !== undefined && value.length > max) checkLength(parameter, value, max)
  return value
}

/** Checks a device GUID and gives it in lower case. */
export function checkGuid(parameter: string, value: unknown): string {
  if (typeof value === 'string' && guidForm.test(value)) return value.toLowerCase()
  const shape = typeof value === 'string' ? `a text of ${value.length} characters` : shapeOf(value)
  throw invalid(parameter, `is ${shape}`, 'give a GUID of the form 00000000-0000-0000-0000-000000000000')
}

/** Checks a list of texts; numbers and booleans in it become texts. */
export function checkTextList(parameter: string, value: unknown): string[] {
  if (!Array.isArray(value)) throw invalid(parameter, `is ${shapeOf(value)}`, 'give a list of texts')
  return value.map((item: unknown, index) =>
    checkText(`${parameter}[${index}]`, typeof item === 'number' || typeof item === 'boolean' ? String(item) : item),
  )
}

type Check = (parameter: string, value: unknown, field: Field) => FieldValue

const checks: Readonly<Record<Field['type'], Check>> = {
  guid: checkGuid,
  name: (parameter, value, field) => checkText(parameter, value, field.max),
  text: (parameter, value, field) => checkText(parameter, value, field.max),
  integer: checkInteger,
  boolean: checkBoolean,
  instant: checkInstant,
  json: checkJson,
  'text-list': checkTextList,
  'integer-list': (parameter, value) => {
    if (!Array.isArray(value)) throw invalid(parameter, `is ${shapeOf(value)}`, 'give a list of integers')
    return value.map((item: unknown, index) => checkInteger(`${parameter}[${index}]`, item))
  },
}

function checkLength(parameter: string, value: string, max: number): void {
  const length = [...value].length
  if (length > max) throw invalid(parameter, `has ${length} characters`, `give at most ${max}`)
}

function checkInteger(parameter: string, value: unknown): number {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < 2 ** 31) return number
  throw invalid(parameter, `is ${shapeOf(value)}`, 'give an integer of 32 bits')
}

function checkBoolean(parameter: string, value: unknown): boolean {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw invalid(parameter, `is ${shapeOf(value)}`, 'give true or false')
}

function checkInstant(parameter: string, value: unknown): Date {
  const instant = value instanceof Date ? value : new Date(isIsoText(value) ? value : Number.NaN)
  if (Number.isNaN(instant.getTime()))
    throw invalid(parameter, `is ${shapeOf(value)}`, 'give a Date or an ISO 8601 text')
  return instant
}

/** `new Date` reads much else too, `5` as a month of 2001. */
function isIsoText(value: unknown): value is string {
  return typeof value === 'string' && /^([+-]\d{2})?\d{4}-\d{2}/.test(value)
}

function checkJson(parameter: string, value: unknown): JsonObject {
  if (isObject(value) && isFlat(value)) return { ...value }
  const copy = typeof value === 'object' ? jsonCopy(parameter, value) : value
  if (isObject(copy)) return copy
  throw invalid(parameter, `is ${shapeOf(value)}`, 'give a JSON object')
}

function jsonCopy(parameter: string, value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value))
  } catch {
    throw invalid(parameter, 'cannot be written as JSON', 'remove circles and values such as bigint')
  }
}

/** True for an object that is its own copy in JSON: the device information of MPS, which each connection writes. */
function isFlat(value: JsonObject): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  for (const key in value) {
    const type = typeof value[key]
    if (type !== 'string' && type !== 'boolean') return false
  }
  return true
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shapeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string') return `a text of ${value.length} characters`
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function invalid(parameter: string, problem: string, fix: string): ProviderError {
  return new ProviderError('invalid-argument', `${parameter} ${problem}; ${fix}`)
}
