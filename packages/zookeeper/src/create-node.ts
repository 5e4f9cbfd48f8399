import type { NodeStat } from './protocol/node-stat.js'
import { type Access, create } from './protocol/operations.js'
import type { Connection } from './session/connection.js'

/** Makes a node with data, and those above it without; `undefined` when it is there already. */
export async function createNode(
  connection: Connection,
  node: string,
  data: Buffer | undefined,
  access: Access,
): Promise<NodeStat | undefined> {
  const above = node.slice(0, node.lastIndexOf('/'))
  for (;;) {
    const made = await connection.request(create(node, data, access))
    if (made === 'node-exists') return undefined
    if (made !== 'no-node') return made
    await createNode(connection, above, undefined, access)
  }
}
