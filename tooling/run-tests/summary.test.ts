import { expect, it } from 'vitest'
import { notRun } from './not-run.js'
import { single } from './single.js'
import { summarise } from './summary.js'

it('ends with the totals of every phase, after the names of what did not run', () => {
  const phases = [
    { name: 'lint', seconds: 1, ...single('biome', '', true, '') },
    { name: 'types', seconds: 1, ...single('tsc', '', false, 'an error') },
    { name: 'smoke', seconds: 1, ...notRun('node 24', 'no such package') },
    {
      name: 'unit',
      seconds: 1,
      rows: [{ subject: 'packages/core', on: '', passed: 40, failed: 2, skipped: 1 }],
      notRun: [],
      output: '',
    },
  ]
  const lines = summarise(phases).split('\n')
  expect(lines.at(-1)).toBe('41 passed, 3 failed, 2 skipped')
  expect(lines.slice(lines.indexOf('Did not run:'))).toEqual([
    'Did not run:',
    '  no such package',
    '    node 24',
    '',
    '41 passed, 3 failed, 2 skipped',
  ])
})

it('gathers what did not run for one reason by what it belongs to, and counts repetitions', () => {
  const reason = 'no server'
  const entries = [
    { within: 'a.test.ts', name: 'one', reason },
    { within: 'a.test.ts', name: 'two', reason },
    { within: 'b.test.ts', name: 'suite', reason },
    { within: 'b.test.ts', name: 'suite', reason },
    { name: 'check', reason: 'no tool' },
  ]
  const lines = summarise([{ name: 'unit', seconds: 1, rows: [], notRun: entries, output: '' }]).split('\n')
  expect(lines.slice(lines.indexOf('Did not run:') + 1, -2)).toEqual([
    '  no server',
    '    a.test.ts: one, two',
    '    b.test.ts: suite (2 tests)',
    '  no tool',
    '    check',
  ])
})
