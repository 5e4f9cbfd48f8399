import type { NotRun, PhaseResult, Row } from './phase.js'

/** A finished phase with its place and time in the run. */
export interface FinishedPhase extends PhaseResult {
  name: string
  seconds: number
}

/** The totals over every phase. */
export function totals(phases: PhaseResult[]): Pick<Row, 'passed' | 'failed' | 'skipped'> {
  const rows = phases.flatMap(({ rows }) => rows)
  const sum = (key: 'passed' | 'failed' | 'skipped') => rows.reduce((total, row) => total + row[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** The closing matrix: what ran where, what did not run and why, and the totals as the last line. */
export function summarise(phases: FinishedPhase[]): string {
  const table = phases.flatMap((phase) => phase.rows.map((row) => [phase.name, row.subject, row.on, ...counts(row)]))
  const { passed, failed, skipped } = totals(phases)
  return [
    ...align([['phase', 'what', 'on', 'passed', 'failed', 'skipped'], ...table]),
    '',
    ...notRunLines(phases.flatMap(({ notRun }) => notRun)),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n')
}

const counts = (row: Row) => [row.passed, row.failed, row.skipped].map(String)

function align(table: string[][]): string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)))
  const numbers = (column: number) => column > 2
  return table.map((cells) =>
    cells
      .map((cell, column) => (numbers(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  '),
  )
}

function notRunLines(notRun: NotRun[]): string[] {
  if (notRun.length === 0) return []
  const reasons = [...new Set(notRun.map(({ reason }) => reason))]
  return ['Did not run:', ...reasons.flatMap((reason) => [`  ${reason}`, ...namesFor(reason, notRun)]), '']
}

/** The names of one reason by what they belong to, each once with how often it occurred. */
function namesFor(reason: string, notRun: NotRun[]): string[] {
  const found = notRun.filter((one) => one.reason === reason)
  return [...new Set(found.map(({ within }) => within))].map((within) => {
    const names = found.filter((one) => one.within === within).map(({ name }) => name)
    const counted = [...new Set(names)].map((name) => withCount(name, names.filter((other) => other === name).length))
    return `    ${within === undefined ? '' : `${within}: `}${counted.join(', ')}`
  })
}

const withCount = (name: string, times: number) => (times > 1 ? `${name} (${times} tests)` : name)
