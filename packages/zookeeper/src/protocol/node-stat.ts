import type { JuteReader } from './jute-reader.js'

/** What a server knows of a node beside its data. */
export interface NodeStat {
  /** Transaction that made the node. */
  readonly czxid: bigint
  /** How often it was written since. */
  readonly version: number
  /** How often it was decided anew who may do what with it. */
  readonly accessVersion: number
  readonly children: number
}

/** Bytes of what nobody here asks for, in the order in which it comes. Source: ZooKeeper, zookeeper.jute. */
const [timesAndWriter, childrenVersion, ownerAndLength, lastChild] = [24, 4, 12, 8]

/** Reads a `Stat`. */
export function readStat(from: JuteReader): NodeStat {
  const czxid = from.long()
  from.skip(timesAndWriter)
  const version = from.int()
  from.skip(childrenVersion)
  const accessVersion = from.int()
  from.skip(ownerAndLength)
  const children = from.int()
  from.skip(lastChild)
  return { czxid, version, accessVersion, children }
}
