import type { JuteWriter } from './jute-writer.js'
import { type NodeStat, readStat } from './node-stat.js'
import type { Operation } from './operation.js'
import { status } from './status.js'

/** A node and what it holds; `undefined` for one that was made without data. */
export interface FoundNode {
  readonly data: Buffer | undefined
  readonly stat: NodeStat
}

/** Who may do everything with a node that is made: the users of the connection, or everybody. */
export type Access = 'own' | 'anyone'

/** Read, write, create, delete and change who may. Source: ZooKeeper, ZooDefs.Perms. */
const everything = 31

const noNode = { [status.NO_NODE]: 'no-node' } as const

const at = (node: string) => (to: JuteWriter) => to.text(node)

const read = (node: string, watch: boolean) => (to: JuteWriter) => to.text(node).flag(watch)

/** Reads a node; with `watch` its next change or its end is told. */
export const getData = (node: string, watch: boolean): Operation<FoundNode | 'no-node'> => ({
  opcode: 4,
  write: read(node, watch),
  read: (from) => ({ data: from.bytes(), stat: readStat(from) }),
  refusals: noNode,
})

/** Names of the nodes right below one; with `watch` the next that comes or goes is told. */
export const getChildren = (node: string, watch: boolean): Operation<string[] | 'no-node'> => ({
  opcode: 8,
  write: read(node, watch),
  read: (from) => from.texts(),
  refusals: noNode,
})

/** Whether a node is there; with `watch` it is told when that changes. */
export const exists = (node: string, watch: boolean): Operation<NodeStat | 'no-node'> => ({
  opcode: 3,
  write: read(node, watch),
  read: readStat,
  refusals: noNode,
})

/** Has the server catch up with its leader; what is asked behind it is answered from then on. */
export const sync: Operation<void> = { opcode: 9, write: at('/'), read: () => undefined }

/** Writes a node that is at a version; -1 is any. */
export const setData = (
  node: string,
  data: Buffer,
  version: number,
): Operation<NodeStat | 'no-node' | 'bad-version'> => ({
  opcode: 5,
  write: (to) => at(node)(to).bytes(data).int(version),
  read: readStat,
  refusals: { ...noNode, [status.BAD_VERSION]: 'bad-version' },
})

/** Makes a node (`create2`); `no-node` is answered when there is none above it. */
export const create = (
  node: string,
  data: Buffer | undefined,
  access: Access,
): Operation<NodeStat | 'no-node' | 'node-exists'> => ({
  opcode: 15,
  write(to) {
    const [scheme, id] = access === 'own' ? ['auth', ''] : ['world', 'anyone']
    // One entry of rights, and no flags: the node stays when the session ends.
    at(node)(to).bytes(data).int(1).int(everything).text(scheme).text(id).int(0)
  },
  read(from) {
    from.text()
    return readStat(from)
  },
  refusals: { ...noNode, [status.NODE_EXISTS]: 'node-exists' },
})

/** Tells who the connection is, by the scheme `digest`: `user:password`. */
export const authenticate = (credentials: string): Operation<void> => ({
  opcode: 100,
  write: (to) => to.int(0).text('digest').text(credentials),
  read: () => undefined,
})

/** Ends the session. */
export const closeSession: Operation<void> = { opcode: -11, write: () => undefined, read: () => undefined }
