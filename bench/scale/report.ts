import { cpus } from 'node:os'
import { table } from '../command/table.js'
import type { Spread } from '../src/spread.js'
import { type AtOnceResult, callers } from './compare-at-once.js'
import type { ReadResult } from './compare-reads.js'
import type { Comparison } from './in-turn.js'

/** What a whole run found. */
export interface ScaleFindings {
  /** Name of the server, which is the section's title. */
  title: string
  /** What plain SQL ours is compared with. */
  reference: string
  /** Version and settings of the server. */
  settings: string
  large: number
  small: number
  reads: readonly ReadResult[]
  atOnce: readonly AtOnceResult[]
  clear: Comparison
}

const whole = (number: number) => number.toLocaleString('en')
const factor = (number: number) => (number < 20 ? number.toFixed(2) : whole(Math.round(number)))
const milliseconds = (number: number) => (number < 10 ? number.toFixed(3) : number.toFixed(0))
const quartiles = ({ lowerQuartile, upperQuartile }: Spread) => `${factor(lowerQuartile)}–${factor(upperQuartile)}`

/** The run as a section of the document. */
export function scaleReport(findings: ScaleFindings): string {
  const { title, reference, settings, large, small, reads, atOnce, clear } = findings
  return [
    `## ${title}`,
    `Machine: ${cpus().length} cores, shared by the program, the server and whatever else ran. ` +
      `Node ${process.versions.node}, ${title} ${settings}. ${whole(large)} devices, one to three of 200 tags each ` +
      `(a quarter of the fleet has the most frequent one, one in 400 devices the rarest), 8 MPS instances, 70 % connected. **Reference** is ${reference}, in ` +
      'a database of its own on the same server. **Faster** is the time of the reference over ours, pair by pair; both ' +
      'sides answered the same before they were timed.',
    `### One caller, ${whole(large)} devices\n\n**Growth** is our time over that of the same call at ${whole(small)} devices.\n\n${readTable(reads)}`,
    `### ${callers} callers, pools of 10 connections\n\n${atOnceTable(atOnce)}`,
    `### Clearing an instance that holds an eighth of the fleet\n\n${clearTable(clear)}`,
  ]
    .join('\n\n')
    .concat('\n')
}

function readTable(reads: readonly ReadResult[]): string {
  const rows = reads.map(({ call, faster, growth }) => [
    call.name,
    milliseconds(faster.first),
    milliseconds(faster.second),
    `**${factor(faster.ratio.median)}**`,
    quartiles(faster.ratio),
    String(call.target),
    `**${factor(growth.ratio.median)}**`,
    quartiles(growth.ratio),
    `${faster.pairs}, ${growth.pairs}`,
  ])
  const head = ['call', 'reference, ms', 'ours, ms', 'faster', 'quartiles', 'target', 'growth', 'quartiles', 'pairs']
  return table(head, rows)
}

function atOnceTable(results: readonly AtOnceResult[]): string {
  const rows = results.map(({ name, target, faster }) => [
    name,
    ...comparison(faster),
    String(target),
    `${faster.pairs}`,
  ])
  return table(['call', 'reference, ms', 'ours, ms', 'faster', 'quartiles', 'target', 'pairs'], rows)
}

function clearTable(clear: Comparison): string {
  return table(
    ['reference, ms', 'ours, ms', 'faster', 'quartiles', 'target', 'pairs'],
    [[...comparison(clear), '1', `${clear.pairs}`]],
  )
}

function comparison({ first, second, ratio }: Comparison): string[] {
  return [milliseconds(first), milliseconds(second), `**${factor(ratio.median)}**`, quartiles(ratio)]
}
