import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../bootstrap/step.mjs'
import { root } from '../bootstrap/workspace.mjs'
import { notRun } from './not-run.js'
import type { Phase, PhaseResult, Run } from './phase.js'
import { single } from './single.js'
import { readVitestReport, type VitestReport } from './vitest-report.js'

/** A phase that runs the tests whose path contains one of `paths`. */
export function vitestPhase(name: string, paths: () => Promise<string[]>): Phase {
  return { name, run: async (context) => runVitest(name, await paths(), context) }
}

async function runVitest(name: string, paths: string[], context: Run): Promise<PhaseResult> {
  if (paths.length === 0) return notRun(name, 'there are no such tests')
  const folder = await mkdtemp(join(tmpdir(), 'dmt-vitest-'))
  const report = join(folder, 'report.json')
  const options = ['--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const { output } = await run(process.execPath, [vitest, 'run', ...paths, ...options], { env: context.env })
    const text = await readFile(report, 'utf8').catch(() => undefined)
    if (text === undefined) return single('vitest', '', false, output)
    return { ...readVitestReport(JSON.parse(text) as VitestReport, root), output: withoutPassed(output) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const withoutPassed = (output: string) =>
  output
    .split('\n')
    .filter((line) => !/^\s*✓ /.test(line))
    .join('\n')
