import { describe, expect, it } from 'vitest'
import { readVitestReport, type VitestReport } from './vitest-report.js'

const test = (status: string, title: string, ...ancestorTitles: string[]) => ({
  status,
  ancestorTitles,
  title,
})

const file = 'packages/postgres/test/a.test.ts'

const report = (assertionResults: VitestReport['testResults'][number]['assertionResults'], success = true) => ({
  success,
  testResults: [{ name: `/repo/${file}`, status: 'passed', message: '', assertionResults }],
})

describe("vitest's report", () => {
  it('counts each test in the row of its package and server', () => {
    const tests = [
      test('passed', 'a', 'devices [on postgres 15.18]', 'get'),
      test('failed', 'b', 'devices [on postgres 15.18]'),
      test('passed', 'c', 'units'),
    ]
    expect(readVitestReport(report(tests, false), '/repo').rows).toEqual([
      { subject: 'packages/postgres', on: 'postgres 15.18', passed: 1, failed: 1, skipped: 0 },
      { subject: 'packages/postgres', on: '', passed: 1, failed: 0, skipped: 0 },
    ])
  })

  it('names each skipped test with the reason and never counts it as passed', () => {
    const tests = [test('skipped', 'a', 'devices [no postgres: nothing installed]'), test('todo', 'b')]
    const { rows, notRun } = readVitestReport(report(tests), '/repo')
    expect(rows.map(({ passed, skipped }) => [passed, skipped])).toEqual([
      [0, 1],
      [0, 1],
    ])
    expect(notRun).toEqual([
      { within: file, name: 'devices', reason: 'no postgres: nothing installed' },
      { within: file, name: 'b', reason: 'skipped by the test itself' },
    ])
  })

  it('names the provider of the published suite, and its reason why a case did not run', () => {
    const suite = ['storage conformance of pglite (memory)', 'outage']
    const skipped = 'storage/outage/hung: a sentence [not run: it has no endpoint]'
    const tests = [test('passed', 'a', ...suite), test('skipped', skipped, ...suite)]
    expect(readVitestReport(report(tests), '/repo')).toMatchObject({
      rows: [{ on: 'pglite (memory)', passed: 1, skipped: 1 }],
      notRun: [{ within: `${file} > ${suite[0]}`, name: 'storage/outage/hung', reason: 'it has no endpoint' }],
    })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const broken = { name: '/repo/tooling/x.test.ts', status: 'failed', message: 'no module', assertionResults: [] }
    const { rows } = readVitestReport({ success: false, testResults: [broken] }, '/repo')
    expect(rows).toEqual([{ subject: 'tooling', on: '', passed: 0, failed: 1, skipped: 0 }])
  })

  it('fails a run that vitest fails without a failed test', () => {
    const { rows } = readVitestReport(report([test('passed', 'a')], false), '/repo')
    expect(rows.reduce((sum, { failed }) => sum + failed, 0)).toBe(1)
  })
})
