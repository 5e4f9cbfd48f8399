import { join } from 'node:path'
import { run } from '../bootstrap/step.mjs'
import type { PhaseResult } from '../run-tests/phase.js'
import { single } from '../run-tests/single.js'
import type { NodeProgram } from './newest-lts.js'
import type { PackedPackage } from './pack.js'

/** Starts each command that an installed package brings, as npm linked it, and looks whether it knows its version. */
export async function runCommands(
  project: string,
  { name, commands, version }: PackedPackage,
  node: NodeProgram,
): Promise<PhaseResult[]> {
  const results: PhaseResult[] = []
  for (const command of commands) {
    const { ok, output, stdout } = await run(node.path, [join(project, 'node_modules', '.bin', command), '--version'], {
      cwd: project,
    })
    const fine = ok && stdout.trim() === version
    const title = `command ${command} of ${name}`
    results.push(
      single(title, `node ${node.version}`, fine, fine ? '' : `${title} on node ${node.version}:\n${output}`),
    )
  }
  return results
}
