import { relative } from 'node:path'
import type { NotRun, PhaseResult, Row } from './phase.js'

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  success: boolean
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[]
  }[]
}

type File = VitestReport['testResults'][number]
type Test = File['assertionResults'][number]

/**
 * Turns vitest's report into matrix rows, one per workspace folder and server. A suite names its server in its title,
 * as `describeOn` does: `[on postgres 15.18]`, or `[no postgres: <reason>]` when there was none. The published suite
 * names its provider instead, and ends the title of a case that could not run with `[not run: <reason>]`.
 */
export function readVitestReport(report: VitestReport, root: string): PhaseResult {
  const rows = new Map<string, Row>()
  const result: PhaseResult = { rows: [], notRun: [], output: '' }
  for (const file of report.testResults) {
    const path = relative(root, file.name)
    if (file.status === 'failed' && file.assertionResults.length === 0) countAs('failed', rowOf(rows, path, ''))
    for (const test of file.assertionResults) {
      const outcome = outcomeOf(test)
      countAs(outcome, rowOf(rows, path, serverOf(test)))
      if (outcome === 'skipped') result.notRun.push(notRun(path, test))
    }
  }
  result.rows = [...rows.values()]
  if (!report.success && result.rows.every(({ failed }) => failed === 0)) result.rows.push(outsideTests)
  return result
}

// Vitest also fails a run for an error outside every test, such as an unhandled rejection.
const outsideTests: Row = { subject: 'errors outside tests', on: '', passed: 0, failed: 1, skipped: 0 }

type Outcome = 'passed' | 'failed' | 'skipped'

function countAs(outcome: Outcome, row: Row) {
  row[outcome] += 1
}

function outcomeOf({ status }: Test): Outcome {
  if (status === 'passed') return 'passed'
  return ['pending', 'skipped', 'todo', 'disabled'].includes(status) ? 'skipped' : 'failed'
}

function rowOf(rows: Map<string, Row>, path: string, on: string): Row {
  const [top = '', name = ''] = path.split(/[\\/]/)
  const subject = ['packages', 'examples'].includes(top) ? `${top}/${name}` : top
  const key = `${subject}\n${on}`
  const row = rows.get(key) ?? { subject, on, passed: 0, failed: 0, skipped: 0 }
  rows.set(key, row)
  return row
}

const mark = /\[(on|no) ([^\]]+)\]/
const conformance = /conformance of (.+)$/
const notRunMark = /\s*\[not run: (.+)\]$/

const found = (pattern: RegExp, { ancestorTitles }: Test) =>
  ancestorTitles.map((title) => pattern.exec(title)).find(Boolean)

function serverOf(test: Test): string {
  const [, word, rest] = found(mark, test) ?? []
  if (word === undefined) return found(conformance, test)?.[1] ?? ''
  return word === 'no' ? `no ${rest?.split(':')[0]}` : (rest ?? '')
}

/** A suite without its server is one entry, however many tests it holds; any other skipped test is an entry itself. */
function notRun(path: string, test: Test): NotRun {
  const suite = found(mark, test)
  if (suite?.[1] === 'no') return { within: path, name: suite.input.replace(mark, '').trim(), reason: `no ${suite[2]}` }
  const [top, ...inner] = [...test.ancestorTitles, test.title]
  const within = inner.length > 0 ? `${path} > ${top}` : path
  const reason = notRunMark.exec(test.title)?.[1] ?? 'skipped by the test itself'
  // A case of the published suite has an id, which names it without its sentence.
  const name = /^([a-z0-9-]+(?:\/[a-z0-9-]+)+): /.exec(test.title)?.[1] ?? test.title.replace(notRunMark, '')
  return { within, name, reason }
}
