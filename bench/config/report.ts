import { cpus } from 'node:os'
import { table } from '../command/table.js'
import type { GrowthResult } from '../src/config/config-work.js'
import type { SideName } from '../src/config/watch-side.js'
import type { Spread } from '../src/spread.js'
import type { Crowd } from './compare-crowds.js'
import type { Idle } from './compare-idle.js'
import type { LatencyComparison } from './latency.js'
import type { Product } from './products.js'

/** What a run on one store found. */
export interface ConfigFindings {
  readonly version: string
  /** Average number of programs that ran or wanted to, when it began and when it ended. */
  readonly load: readonly number[]
  readonly latencies: readonly LatencyComparison[]
  readonly crowds: readonly Crowd[]
  readonly growth: readonly GrowthResult[]
  readonly idle: readonly Idle[]
}

/** What stands above all sections. */
export const heading =
  '# Performance of central configuration\n\nEach section is written by `pnpm bench:config --on … --write`; [`bench/`](../bench) ' +
  'tells how it measures.\n\nThe goal is a ratio of 1.1 at the median and of 1.5 at the 99th percentile, with one key and with 1,000.\n'

const ms = (number: number) => number.toFixed(number < 10 ? 2 : 1)
const factor = (number: number) => number.toFixed(2)
const whole = (number: number) => Math.round(number).toLocaleString('en')
const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
const between = ({ lowerQuartile, upperQuartile }: Spread, as = factor) => `${as(lowerQuartile)}–${as(upperQuartile)}`
const orNone = (number: number | undefined) => (number === undefined ? '–' : whole(number))

/** The section of one store, as Markdown. */
export function configSection(product: Product, found: ConfigFindings): string {
  const name: Readonly<Record<SideName, string>> = { ours: 'ours', bare: product.bare }
  return [
    `## ${product.title}`,
    `Machine: ${cpus().length} cores, shared by the program, the server and whatever else ran; load ` +
      `${found.load.map(factor).join(' before and ')} after. Node ${process.versions.node}, ${product.title} ${found.version}, ` +
      `against ${product.bare}.`,
    `### From a change to the watch that tells of it\n\n${latencyTable(found.latencies)}`,
    `### Many watches of one prefix in one process\n\n${crowdTable(found.crowds, name)}`,
    `### Memory over many changes\n\n${growthTable(found.growth)}`,
    ...(found.idle.length === 0 ? [] : [`### One watch while nothing happens\n\n${idleTable(found.idle, name)}`]),
  ].join('\n\n')
}

function latencyTable(latencies: readonly LatencyComparison[]): string {
  const head = [
    'keys',
    'ours, ms',
    'alone, ms',
    'ratio',
    'quartiles',
    'p99 ours, ms',
    'p99 alone, ms',
    'ratio',
    'changes',
  ]
  const rows = latencies.map(({ keys, ours, bare, median, changes }) => [
    whole(keys),
    ms(ours.median),
    ms(bare.median),
    `**${factor(ours.median / bare.median)}**`,
    between(median),
    ms(ours.p99),
    ms(bare.p99),
    `**${factor(ours.p99 / bare.p99)}**`,
    whole(changes),
  ])
  return table(head, rows)
}

function crowdTable(crowds: readonly Crowd[], name: Readonly<Record<SideName, string>>): string {
  const head = [
    'side',
    'watches',
    'until all have begun, ms',
    'until the first has a change, ms',
    'until all have it, ms',
    'quartiles',
    'bytes of heap a watch',
    'connections',
    'watches at the server',
  ]
  const rows = crowds.map((crowd) => [
    name[crowd.side],
    whole(crowd.watches),
    ms(crowd.begunMs),
    ms(crowd.firstMs.median),
    `**${ms(crowd.everyMs.median)}**`,
    between(crowd.everyMs, ms),
    whole(crowd.bytesPerWatch),
    orNone(crowd.connections),
    orNone(crowd.atServer),
  ])
  return table(head, rows)
}

function growthTable(growth: readonly GrowthResult[]): string {
  const rows = growth.map(({ changes, heap, resident }) => [whole(changes), mebibytes(heap), mebibytes(resident)])
  return table(['changes', 'heap after garbage collection, MiB', 'resident, MiB'], rows)
}

function idleTable(idle: readonly Idle[], name: Readonly<Record<SideName, string>>): string {
  const rows = idle.map(({ side, sends, bytes }) => [name[side], whole(sends), whole(bytes)])
  return table(['side', 'sends a minute', 'bytes a minute, both ways'], rows)
}
