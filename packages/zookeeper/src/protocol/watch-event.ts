import type { JuteReader } from './jute-reader.js'

/** What befell a node that is watched. */
export interface WatchEvent {
  readonly node: string
  /** True when what the node holds has changed, or that it is there. */
  readonly data: boolean
  /** True when a node below it came or went, or it is new itself. */
  readonly children: boolean
}

/** Source: ZooKeeper, Watcher.Event.EventType. */
const [dataChanged, childrenChanged] = [3, 4]

/** Reads a `WatcherEvent`. */
export function readWatchEvent(from: JuteReader): WatchEvent {
  const type = from.int()
  // The state of the connection, which whoever reads this knows.
  from.int()
  return { node: from.text(), data: type !== childrenChanged, children: type !== dataChanged }
}
