import { cpus } from 'node:os'
import { table } from '../command/table.js'
import type { MemoryResult } from '../src/bulk/memory-work.js'
import type { Spread } from '../src/spread.js'
import { type MemoryComparison, peakOf } from './compare-memory.js'
import type { RateResult } from './compare-rates.js'

/** What a whole run found. */
export interface BulkFindings {
  server: string
  large: number
  small: number
  slice: number
  rates: readonly RateResult[]
  memory: readonly MemoryComparison[]
}

const whole = (number: number) => Math.round(number).toLocaleString('en')
const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
const factor = (number: number) => number.toFixed(2)

/** The run as Markdown. */
export function bulkReport({ server, large, small, slice, rates, memory }: BulkFindings): string {
  return [
    '# Many devices at a time',
    'Written by `pnpm bench:bulk --write`; [`bench/`](../bench) tells how it measures.',
    `Machine: ${cpus().length} cores, shared by the program, the server and whatever else ran. ` +
      `Node ${process.versions.node}, PostgreSQL ${server}. One to three of 200 tags, 8 MPS instances, 70 % connected, ` +
      'device information of seven keys.',
    `## Rate of an import\n\n\`insertMany\` against \`COPY\` of the same ${whole(large)} devices into an equal table, in ` +
      `turn and ${whole(slice)} at a time. **Ratio** is the rate of \`insertMany\` over that of \`COPY\`, slice by slice; ` +
      `the target is 0.5.\n\n${rateTable(rates)}`,
    `## Memory\n\nThe most that was resident in a process that does nothing else, at ${whole(large)} devices and at ` +
      `${whole(small)}; the target is a growth of 64 MiB at most. \`import\` is \`insertMany\` of a generator, \`export\` ` +
      '`stream` into a file of JSON lines, `paging` `list` by limit and offset, 1,000 devices a page.\n\n' +
      memoryTable(memory),
  ]
    .join('\n\n')
    .concat('\n')
}

function rateTable(rates: readonly RateResult[]): string {
  const rows = rates.map(({ schema, ours, raw, ratio, lastQuarter, pairs }) => [
    schema,
    whole(ours),
    whole(raw),
    `**${factor(ratio.median)}**`,
    between(ratio),
    `${factor(lastQuarter.median)} (${between(lastQuarter)})`,
    String(pairs),
  ])
  const head = ['both sides have', 'devices/s', '`COPY`, devices/s', 'ratio', 'quartiles', 'last quarter', 'slices']
  return table(head, rows)
}

function memoryTable(memory: readonly MemoryComparison[]): string {
  const rows = memory.map(({ task, large, small, growth }) => [
    task,
    mebibytes(peakOf(small)),
    mebibytes(peakOf(large)),
    `**${mebibytes(growth)}**`,
    ends(small),
    ends(large),
    whole((large[0]?.devices ?? 0) / (large[0]?.seconds ?? 1)),
  ])
  const head = ['task', 'small, MiB', 'large, MiB', 'growth, MiB', 'small, min–max', 'large, min–max', 'devices/s']
  return table(head, rows)
}

function ends(results: readonly MemoryResult[]): string {
  const peaks = results.map((result) => peakOf([result]))
  return `${mebibytes(Math.min(...peaks))}–${mebibytes(Math.max(...peaks))}`
}

function between({ lowerQuartile, upperQuartile }: Spread): string {
  return `${factor(lowerQuartile)}–${factor(upperQuartile)}`
}
