import { isProviderError, type StorageStore } from '@dmt-providers/core'
import type { DifferentialStep } from './differential-step.js'
import { SeenVersions } from './seen-versions.js'

/** What became of one step: an answer, or the code and reason of an error. */
export interface Outcome {
  /** `devices.insert`. */
  readonly call: string
  readonly args: readonly unknown[]
  /** What the call answered, with versions replaced by their order of appearance, for calls that answered. */
  readonly answer?: unknown
  /** `conflict: duplicate`, `not-found`, for calls that threw. */
  readonly error?: string
}

/**
 * Plays a sequence on a store, one call after the other, and answers what became of each step in a form that is equal
 * for stores that behave alike. Throws what a call throws when that is no `ProviderError`.
 */
export async function replay(store: StorageStore, sequence: readonly DifferentialStep[]): Promise<readonly Outcome[]> {
  const versions = new SeenVersions()
  const outcomes: Outcome[] = []
  for (const step of sequence) outcomes.push(await play(store, step, versions))
  return outcomes
}

async function play(store: StorageStore, step: DifferentialStep, versions: SeenVersions): Promise<Outcome> {
  const { table, method, args, version } = step
  const described = { call: `${table}.${method}`, args: version === undefined ? args : [...args, version] }
  const given = version === undefined ? args : [...args, versions.resolve(table, args[0], version)]
  const calls = store[table]
  const [settled] = await Promise.allSettled([called(calls, method, given)])
  if (settled.status === 'rejected') return { ...described, error: errorOf(settled.reason) }
  if (method === 'delete' && settled.value === true) versions.forget(table, args[0], args[1])
  return { ...described, answer: inOneOrder(method, versions.replaceIn(table, settled.value)) }
}

async function called(calls: object, method: string, args: readonly unknown[]): Promise<unknown> {
  const answer: unknown = await Reflect.apply(Reflect.get(calls, method), calls, args)
  return method === 'stream' ? await collected(answer as AsyncIterable<unknown>) : answer
}

async function collected(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const items: unknown[] = []
  for await (const item of stream) items.push(item)
  return items
}

function errorOf(error: unknown): string {
  if (!isProviderError(error)) throw error
  return error.reason === undefined ? error.code : `${error.code}: ${error.reason}`
}

/** Tags are listed in no particular order, so they are compared in one. */
function inOneOrder(method: string, answer: unknown): unknown {
  return method === 'listTags' && Array.isArray(answer) ? answer.map(String).sort() : answer
}
