import { cpus } from 'node:os'
import type { CallResult, Effort } from '../src/measure-call.js'
import { type EntryResult, foreignModules, shownName } from './entries.js'
import { table } from './table.js'

/** What a whole run found. */
export interface Findings {
  postgres: { version: string; results: CallResult[] }
  pglite: { version: string; results: CallResult[] }
  entries: EntryResult[]
  devices: number
  effort: Effort
}

const ratio = (number: number) => number.toFixed(3)
const rate = (number: number) => number.toLocaleString('en', { maximumFractionDigits: number < 100 ? 1 : 0 })
const milliseconds = (number: number) => number.toFixed(1)

/** The run as Markdown. It says nothing of when or on which machine, so that a new run differs in its figures only. */
export function report({ postgres, pglite, entries, devices, effort }: Findings): string {
  return [
    '# Performance',
    'Written by `pnpm bench --write`; [`bench/`](../bench) tells how to run it and how it measures.',
    `Machine: ${cpus().length} cores, shared by the program, the server and whatever else ran. ` +
      `Node ${process.versions.node}, PostgreSQL ${postgres.version}, PGlite ${pglite.version}. ` +
      `${rate(devices)} devices; slices of about ${effort.sliceSeconds * 1000} ms.`,
    '## Calls',
    'Each call against the raw driver that sends the same statement. **Ratio** is the throughput of the call over that ' +
      'of the raw driver, taken pair by pair; 1 means that the call costs nothing. The target is a median of 0.95.',
    `### PostgreSQL, \`pg\` pool of 10 connections, named prepared statements\n\n${callTable(postgres.results)}`,
    `### PGlite, one caller\n\n${callTable(pglite.results)}`,
    '## Entry modules',
    'Importing the built module that a service loads, each time in a fresh process. The target is 30 ms. **Foreign** ' +
      'counts modules that are neither files of the package nor parts of Node.',
    entryTable(entries),
    ...entries.map(
      ({ name, modules }) => `\`${name}\` asks for: ${modules.map((module) => `\`${shownName(module)}\``).join(', ')}.`,
    ),
  ]
    .filter((part) => !part.endsWith('\n\n'))
    .join('\n\n')
    .concat('\n')
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
  return rows.length === 0 ? '' : table(head, rows)
}

function entryTable(entries: readonly EntryResult[]): string {
  const rows = entries.map((entry) => {
    const { median, least, most } = entry.milliseconds
    const spread = `${milliseconds(least)}–${milliseconds(most)}`
    const counts = [entry.modules.length, foreignModules(entry).length, entry.imports].map(String)
    return [`\`${entry.name}\``, `**${milliseconds(median)}**`, spread, ...counts]
  })
  return rows.length === 0 ? '' : table(['module', 'ms, median', 'min–max', 'modules', 'foreign', 'processes'], rows)
}
