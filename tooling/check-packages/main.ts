import { run } from '../bootstrap/step.mjs'
import { root } from '../bootstrap/workspace.mjs'
import { checkWorkspace } from './check-workspace.js'
import { changesetProblems } from './checks/changeset.js'
import { longFiles } from './layout.js'
import { readFiles } from './read-files.js'
import { workspaceOf } from './workspace.js'

const workspace = workspaceOf(await readFiles(root))
const problems = [...checkWorkspace(workspace, longFiles), ...changesetProblems(await changedFiles())]
for (const { path, message } of problems) console.error(`${path}: ${message}`)
console.log(`${workspace.packages.length} packages, ${workspace.files.size} files, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0

/** What a pull request changes; elsewhere there is no base to compare with. */
async function changedFiles(): Promise<string[]> {
  const base = process.env.GITHUB_BASE_REF
  if (!base) return []
  const { ok, stdout, output } = await run('git', ['diff', '--name-only', `origin/${base}...HEAD`])
  if (!ok) throw new Error(`The changes against ${base} cannot be read: ${output}`)
  return stdout.split('\n').filter(Boolean)
}
