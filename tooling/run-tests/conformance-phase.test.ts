import { expect, it } from 'vitest'
import { missedServers } from './conformance-phase.js'

it('fails for a required server that ran nothing, and only for that', () => {
  const row = { subject: 'packages/postgres', failed: 0 }
  const rows = [
    { ...row, on: 'postgres 15.18', passed: 3, skipped: 0 },
    { ...row, on: 'no mssql', passed: 0, skipped: 3 },
  ]
  const missed = missedServers(['postgres', 'mssql', 'pglite'], { rows, notRun: [], output: '' })
  expect(missed.flatMap(({ rows }) => rows.map(({ subject, failed }) => [subject, failed]))).toEqual([
    ['mssql', 1],
    ['pglite', 1],
  ])
})
