import type { ConfigEntry, JsonObject } from '@dmt-providers/core'
import { isJsonObject } from './json-document.js'

/** One change of the central document of a service. */
export interface ChangeRecord {
  /** From 1, without gaps but for a change whose writer was killed before it could record it. */
  readonly number: number
  /** When, in ISO 8601 by the clock of the writer. */
  readonly at: string
  /** User and machine of the writer. */
  readonly by: string
  /** Version of the document that was written. */
  readonly version: string
  /** The document as it was afterwards, with references in the place of secrets. */
  readonly document: JsonObject
}

/** A record as it lies in its slot; `undefined` for a slot in which something else was put. */
export function recordOf({ value }: ConfigEntry): ChangeRecord | undefined {
  let record: unknown
  try {
    record = JSON.parse(value)
  } catch {
    return undefined
  }
  if (!isJsonObject(record)) return undefined
  const { number, at, by, version, document } = record
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || !isJsonObject(document)) return undefined
  if (typeof at !== 'string' || typeof by !== 'string' || typeof version !== 'string') return undefined
  return { number, at, by, version, document }
}
