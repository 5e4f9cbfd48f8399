import type { ConfigEntry } from '@dmt-providers/core'
import { entryOf } from './entry-of.js'
import { keyOfNode, nameOf, nodesBelow } from './node-path.js'
import { getChildren, getData } from './protocol/operations.js'
import type { Connection } from './session/connection.js'
import { walkNodes } from './walk-nodes.js'

/** Every entry at a node and below it. */
export async function listNodes(connection: Connection, base: string, root: string): Promise<ConfigEntry[]> {
  const entries: ConfigEntry[] = []
  await walkNodes([root], async (node) => {
    const found = await connection.request(getData(nameOf(node), false))
    if (found === 'no-node') return []
    const entry = entryOf(keyOfNode(base, node), found)
    if (entry !== undefined) entries.push(entry)
    const names = found.stat.children === 0 ? [] : await connection.request(getChildren(nameOf(node), false))
    return names === 'no-node' ? [] : nodesBelow(node, names)
  })
  return entries
}
