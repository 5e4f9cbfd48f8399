import type { ConfigEntry } from '@dmt-providers/core'
import type { NodeStat } from './protocol/node-stat.js'
import type { FoundNode } from './protocol/operations.js'

/** The entry of a key's node. A node without data only leads to others; an empty text is data. */
export function entryOf(key: string, { data, stat }: FoundNode): ConfigEntry | undefined {
  return data && { key, value: data.toString(), version: versionOf(stat) }
}

/** The transaction that made the node, and how often it was written since: a node made anew has another version. */
export const versionOf = ({ czxid, version }: NodeStat) => `${czxid}.${version}`
