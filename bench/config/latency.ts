import type { LatencyBlock } from '../src/config/config-work.js'
import type { SideName } from '../src/config/watch-side.js'
import { type Spread, spreadOf } from '../src/spread.js'

/** Milliseconds of a side over all changes. */
export interface Latency {
  readonly median: number
  readonly p99: number
}

/** How both sides lie to each other. */
export interface LatencyComparison extends Readonly<Record<SideName, Latency>> {
  readonly keys: number
  /** Changes on each side. */
  readonly changes: number
  /** Ratio of the medians, block by block, and of the 99th percentiles. */
  readonly median: Spread
  readonly p99: Spread
}

/** Takes the blocks of one comparison together. */
export function compared(keys: number, blocks: readonly LatencyBlock[]): LatencyComparison {
  const all = (side: SideName) => blocks.flatMap((block) => block[side])
  const ratio = (read: (times: readonly number[]) => number) =>
    spreadOf(blocks.map(({ ours, bare }) => read(ours) / read(bare)))
  const latency = (times: readonly number[]) => ({ median: medianOf(times), p99: p99Of(times) })
  return {
    keys,
    changes: all('ours').length,
    ours: latency(all('ours')),
    bare: latency(all('bare')),
    median: ratio(medianOf),
    p99: ratio(p99Of),
  }
}

const medianOf = (times: readonly number[]) => spreadOf(times).median

/** The time that one in a hundred exceeds. */
function p99Of(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
}
