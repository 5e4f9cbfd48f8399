import type { ConfigEntry } from '@dmt-providers/core'
import type { KeyRange } from './key-range.js'
import { nameOf } from './node-path.js'
import { getChildren, getData } from './protocol/operations.js'
import type { Connection } from './session/connection.js'
import { walkNodes } from './walk-nodes.js'

/** Every entry of a range. */
export async function listNodes(connection: Connection, range: KeyRange): Promise<ConfigEntry[]> {
  const entries: ConfigEntry[] = []
  await walkNodes([range.root], async (node) => {
    const found = await connection.request(getData(nameOf(node), false))
    if (found === 'no-node') return []
    const entry = range.entry(node, found)
    if (entry !== undefined) entries.push(entry)
    const names = found.stat.children === 0 ? [] : await connection.request(getChildren(nameOf(node), false))
    return names === 'no-node' ? [] : range.below(node, names)
  })
  return entries
}
