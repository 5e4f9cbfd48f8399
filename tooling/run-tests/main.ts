import { step } from '../bootstrap/step.mjs'
import { merge } from './merge.js'
import { notRun } from './not-run.js'
import type { Phase, PhaseResult, Run } from './phase.js'
import { phases } from './phases.js'
import { serversPhase } from './servers-phase.js'
import { single } from './single.js'
import { type FinishedPhase, summarise, totals } from './summary.js'

// `npm test`: every phase, or with arguments only the named ones (`npm test -- unit smoke`).
const servers = serversPhase()
const wanted = process.argv.slice(2)
const all = phases(servers.phase)
const unknown = wanted.filter((name) => !all.some((phase) => phase.name === name))
if (unknown.length > 0) {
  console.error(`No phase ${unknown.join(', ')}; there are: ${all.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

const run: Run = { servers: new Map(), env: {}, failedPhases: new Set() }
const finished: FinishedPhase[] = installed(process.env.DMT_INSTALL_SECONDS)
for (const phase of all) {
  if (wanted.length === 0 || wanted.includes(phase.name)) finished.push(await runPhase(phase))
}
await servers.stop()
console.log(`\n${summarise(finished)}`)
process.exitCode = totals(finished).failed > 0 ? 1 : 0

/** The installation ran before this program could, which its caller tells. */
function installed(seconds: string | undefined): FinishedPhase[] {
  if (seconds === undefined) return []
  return [{ name: 'install', seconds: Number(seconds), ...single('pnpm install', '', true, '') }]
}

async function runPhase(phase: Phase): Promise<FinishedPhase> {
  const broken = phase.needs?.find((name) => run.failedPhases.has(name))
  if (broken) return { name: phase.name, seconds: 0, ...notRun(phase.name, `the phase ${broken} failed`) }
  let result: PhaseResult = merge([])
  const { seconds, ok } = await step(phase.name, async () => {
    const started = performance.now()
    result = await phase.run(run).catch((error: unknown) => single(phase.name, '', false, String(error)))
    const seconds = (performance.now() - started) / 1000
    return { ok: totals([result]).failed === 0, seconds, output: result.output }
  })
  if (!ok) run.failedPhases.add(phase.name)
  return { name: phase.name, seconds, ...result }
}
