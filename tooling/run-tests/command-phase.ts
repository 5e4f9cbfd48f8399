import { run } from '../bootstrap/step.mjs'
import type { Phase } from './phase.js'
import { single } from './single.js'

/** A phase that is one command, and counts as one test. */
export function commandPhase(name: string, subject: string, command: string, args: string[]): Phase {
  return {
    name,
    run: async () => {
      const { ok, output } = await run(command, args)
      return single(subject, '', ok, output)
    },
  }
}
