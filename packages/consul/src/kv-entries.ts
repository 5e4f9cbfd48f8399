import type { ConfigEntry } from '@dmt-providers/core'
import type { HttpReply } from '@dmt-providers/http'
import { ConsulError } from './errors.js'
import { KnownPairs } from './known-pairs.js'
import { keyOf } from './kv-name.js'
import type { Pair } from './kv-pair.js'

/** Of what a store reads. */
export interface Place {
  /** The name in Consul that every key of the store begins with. */
  readonly prefix: string
  /** What keys begin with, named without the prefix of the store. */
  readonly below: string
}

/**
 * The keys that a read answers below a place, named without the prefix of the store; those that no key of a store has
 * are left out. What is known of the place already comes as the same objects.
 */
export function readEntries(reply: HttpReply, { prefix, below }: Place, known = new KnownPairs()): ConfigEntry[] {
  const entryOf = (pair: Pair): ConfigEntry | undefined => {
    const key = pair.Key.startsWith(prefix) ? keyOf(pair.Key.slice(prefix.length)) : undefined
    if (key === undefined || !key.startsWith(below)) return undefined
    return { key, value: Buffer.from(pair.Value ?? '', 'base64').toString(), version: versionOf(pair) }
  }
  return known.take(reply.status === 404 ? [] : pairsIn(reply), entryOf)
}

/** The version of the key that a transaction wrote; `undefined` when it was rolled back. */
export function writtenVersion(reply: HttpReply): string | undefined {
  if (reply.status !== 200) return undefined
  const results: unknown = Object.assign({ Results: [] }, parsed(reply)).Results
  const pair: unknown = Array.isArray(results) ? Object.assign({ KV: undefined }, results[0]).KV : undefined
  if (!isPair(pair)) throw notConsul(reply)
  return versionOf(pair)
}

/** Index at which a version was written; `undefined` for a text that is no version. */
export function modifyIndexOf(version: string): number | undefined {
  const index = Number(/^[1-9]\d*-([1-9]\d{0,14})$/.exec(version)?.[1])
  return Number.isNaN(index) ? undefined : index
}

/** With the index of its making, a key that was removed and made anew differs even where the indexes began anew. */
const versionOf = ({ CreateIndex, ModifyIndex }: Pair) => `${CreateIndex}-${ModifyIndex}`

function pairsIn(reply: HttpReply): readonly Pair[] {
  const pairs = parsed(reply)
  if (!Array.isArray(pairs) || !pairs.every(isPair)) throw notConsul(reply)
  return pairs
}

function parsed(reply: HttpReply): unknown {
  try {
    return JSON.parse(reply.text)
  } catch {
    throw notConsul(reply)
  }
}

const isPair = (value: unknown): value is Pair =>
  typeof value === 'object' && value !== null && 'Key' in value && 'ModifyIndex' in value && 'CreateIndex' in value

function notConsul({ status }: HttpReply): ConsulError {
  return new ConsulError(`${status} with an answer that Consul does not give`, status, { foreign: true })
}
