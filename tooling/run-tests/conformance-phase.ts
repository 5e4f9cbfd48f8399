import { allKinds } from '../servers/all-kinds.js'
import { requiredServers } from '../servers/required-servers.js'
import { merge } from './merge.js'
import type { Phase, PhaseResult } from './phase.js'
import { single } from './single.js'
import { vitestPhase } from './vitest-phase.js'

/** The conformance tests; a required server on which none of them passed is a failure. */
export function conformancePhase(paths: () => Promise<string[]>): Phase {
  const tests = vitestPhase('conformance', paths)
  return {
    name: tests.name,
    run: async (run) => {
      const result = await tests.run(run)
      return merge([result, ...missedServers(requiredServers(allKinds), result)])
    },
  }
}

/** One failure for each required server on which nothing passed. */
export function missedServers(required: string[], { rows }: PhaseResult): PhaseResult[] {
  const ran = rows.filter(({ passed }) => passed > 0).map(({ on }) => on.split(' ')[0])
  const missed = required.filter((name) => !ran.includes(name))
  return missed.map((name) =>
    single(name, 'required', false, `No conformance test passed on ${name}, which is required`),
  )
}
