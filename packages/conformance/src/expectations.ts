import { AssertionError } from 'node:assert'
import { inspect, isDeepStrictEqual } from 'node:util'
import { type ConflictReason, type ErrorCode, isProviderError, type ProviderError } from '@dmt-providers/core'

/** Throws unless both are deeply equal. `what` names the thing compared: `the second page`. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return
  const message = `${what}: expected ${show(expected)}, got ${show(actual)}`
  throw new AssertionError({ message, actual, expected, operator: 'deepStrictEqual', stackStartFn: equal })
}

/** Throws `message` unless the condition holds. */
export function holds(condition: boolean, message: string): asserts condition {
  if (condition) return
  throw new AssertionError({ message, actual: condition, expected: true, operator: '==', stackStartFn: holds })
}

/** What else is expected of an error beside its code. */
export interface ExpectedError {
  reason?: ConflictReason
  table?: string
}

/** Throws unless the call rejects with a `ProviderError` of one of these codes; answers that error. */
export async function rejects(
  call: Promise<unknown>,
  codes: ErrorCode | readonly ErrorCode[],
  what: string,
  expected: ExpectedError = {},
): Promise<ProviderError> {
  const wanted = typeof codes === 'string' ? [codes] : codes
  const error = await failureOf(call, `${what}: expected ${wanted.join(' or ')}`)
  holds(wanted.includes(error.code), `${what}: expected ${wanted.join(' or ')}, got ${error.code} (${error.message})`)
  if (expected.reason !== undefined) equal(error.reason, expected.reason, `${what}: reason of the ${error.code}`)
  if (expected.table !== undefined) equal(error.table, expected.table, `${what}: table of the ${error.code}`)
  return error
}

/** Settles to the code of the error, or to `ok`. Throws when it rejects with anything but a `ProviderError`. */
export async function outcome(call: Promise<unknown>): Promise<ErrorCode | 'ok'> {
  const [settled] = await Promise.allSettled([call])
  if (settled.status === 'fulfilled') return 'ok'
  return asProviderError(settled.reason, 'a call').code
}

/** Throws when the error shows one of these texts in its message, its causes or any property. */
export function showsNone(error: unknown, confidential: readonly string[], what: string): void {
  const shown = `${String(error)}\n${inspect(error, { depth: 20, showHidden: true, getters: true })}`
  for (const text of confidential) holds(!shown.includes(text), `${what}: the error shows a confidential value`)
}

async function failureOf(call: Promise<unknown>, what: string): Promise<ProviderError> {
  const [settled] = await Promise.allSettled([call])
  if (settled.status === 'rejected') return asProviderError(settled.reason, what)
  throw new AssertionError({ message: `${what}, got the answer ${show(settled.value)}`, stackStartFn: rejects })
}

function asProviderError(error: unknown, what: string): ProviderError {
  if (isProviderError(error)) return error
  throw new AssertionError({ message: `${what}: threw ${show(error)}, which is no ProviderError`, actual: error })
}

function show(value: unknown): string {
  const text = inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 200 })
  return text.length > 1_000 ? `${text.slice(0, 1_000)}…` : text
}
