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

/** Reads a `Stat`. Source: ZooKeeper, zookeeper.jute. */
export function readStat(from: JuteReader): NodeStat {
  const [czxid, _mzxid, _ctime, _mtime] = [from.long(), from.long(), from.long(), from.long()]
  const [version, _cversion, accessVersion] = [from.int(), from.int(), from.int()]
  const [_ephemeralOwner, _dataLength, children] = [from.long(), from.int(), from.int()]
  from.long()
  return { czxid, version, accessVersion, children }
}
