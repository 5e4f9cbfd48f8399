import { cpus } from 'node:os'
import type { CallResult, Effort } from '../src/measure-call.js'
import { type EntryResult, foreignModules, shownName } from './entries.js'
import { table } from './table.js'

/** What was found on one product. */
export interface ProductFindings {
  title: string
  /** What stands against the store. */
  raw: string
  version: string
  results: CallResult[]
}

/** What a whole run found. */
export interface Findings {
  products: readonly ProductFindings[]
  entries: EntryResult[]
  devices: number
  effort: Effort
}

const ratio = (number: number) => number.toFixed(3)
const rate = (number: number) => number.toLocaleString('en', { maximumFractionDigits: number < 100 ? 1 : 0 })
const milliseconds = (number: number) => number.toFixed(1)

/** The run as Markdown. It says nothing of when or on which machine, so that a new run differs in its figures only. */
export function report({ products, entries, devices, effort }: Findings): string {
  const versions = products.map(({ title, version }) => `${title} ${version}`).join(', ')
  return [
    '# Performance',
    'Written by `pnpm bench --write`; [`bench/`](../bench) tells how to run it and how it measures.',
    `Machine: ${cpus().length} cores, shared by the program, the server and whatever else ran. ` +
      `Node ${process.versions.node}, ${versions}. ${rate(devices)} devices; slices of about ${effort.sliceSeconds * 1000} ms.`,
    '## Calls',
    'Each call against the raw driver that sends the same statement. **Ratio** is the throughput of the call over that ' +
      'of the raw driver, taken pair by pair; 1 means that the call costs nothing. The target is a median of 0.95.',
    ...products.map(({ title, raw, results }) => `### ${title}, ${raw}\n\n${callTable(results)}`),
    ...entryParts(entries),
  ]
    .join('\n\n')
    .concat('\n')
}

function entryParts(entries: readonly EntryResult[]): string[] {
  if (entries.length === 0) return []
  return [
    '## Entry modules',
    'Importing the built module that a service loads, each time in a fresh process. The target is 30 ms. **Foreign** ' +
      'counts modules that are neither files of the package nor parts of Node.',
    entryTable(entries),
    ...entries.map(
      ({ name, modules }) => `\`${name}\` asks for: ${modules.map((module) => `\`${shownName(module)}\``).join(', ')}.`,
    ),
  ]
}

function callTable(results: readonly CallResult[]): string {
  const rows = results.map(
    ({ name, callers, ours, raw, ratio: { median, lowerQuartile, upperQuartile, ...ends }, pairs }) => [
      name,
      String(callers),
      rate(ours),
      rate(raw),
      `**${ratio(median)}**`,
      `${ratio(lowerQuartile)}–${ratio(upperQuartile)}`,
      `${ratio(ends.least)}–${ratio(ends.most)}`,
      String(pairs),
    ],
  )
  const head = ['call', 'callers', 'calls/s', 'raw driver, calls/s', 'ratio, median', 'quartiles', 'min–max', 'pairs']
  return table(head, rows)
}

function entryTable(entries: readonly EntryResult[]): string {
  const rows = entries.map((entry) => {
    const { median, least, most } = entry.milliseconds
    const spread = `${milliseconds(least)}–${milliseconds(most)}`
    const counts = [entry.modules.length, foreignModules(entry).length, entry.imports].map(String)
    return [`\`${entry.name}\``, `**${milliseconds(median)}**`, spread, ...counts]
  })
  return table(['module', 'ms, median', 'min–max', 'modules', 'foreign', 'processes'], rows)
}
