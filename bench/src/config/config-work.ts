import type { SideName } from './watch-side.js'

/** What the process is asked that compares latencies, as its only argument in JSON. */
export interface LatencyWork {
  url: string
  /** Keys under the prefix. */
  keys: number
  blocks: number
  /** Changes of a block on each side. */
  changes: number
  /** After which no further block begins, once there are five. */
  seconds: number
}

/** Milliseconds from before a write to its arrival at the watch, for each change of a block. */
export type LatencyBlock = Readonly<Record<SideName, number[]>>

/** What the process is asked that has many watches of one prefix. */
export interface CrowdWork {
  side: SideName
  /** Where it watches, and where it writes. */
  url: string
  writerUrl: string
  watches: number
  changes: number
}

/** What it tells: first that all watches have begun, and then, once it is answered, the rest. */
export type CrowdMessage =
  | { readonly begunMs: number }
  /** Milliseconds of each change until every watch had it, and of the first; bytes of heap for each watch. */
  | { readonly everyMs: number[]; readonly firstMs: number[]; readonly bytesPerWatch: number }

/** What the process is asked that makes many changes. */
export interface GrowthWork {
  url: string
  changes: number
  /** Changes between two looks at the memory. */
  every: number
}

/** Bytes in use after so many changes. */
export interface GrowthResult {
  readonly changes: number
  readonly heap: number
  readonly resident: number
}

/** What the process is asked that has one watch and nothing to do. */
export interface IdleWork {
  side: SideName
  url: string
  prefix: string
}
