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
