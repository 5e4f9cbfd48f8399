import { cycles } from './checks/cycles.js'
import { sizeProblems } from './checks/file-size.js'
import { forbiddenTypes } from './checks/forbidden-types.js'
import { importDirection } from './checks/import-direction.js'
import { machinePaths } from './checks/machine-paths.js'
import { names } from './checks/names.js'
import { publicExports } from './checks/public-exports.js'
import { rootReadme } from './checks/root-readme.js'
import { skeleton } from './checks/skeleton.js'
import type { Check, Problem, Workspace } from './workspace.js'

const checks: Check[] = [
  skeleton,
  rootReadme,
  importDirection,
  cycles,
  names,
  publicExports,
  forbiddenTypes,
  machinePaths,
]

/** Every problem that the checks find in the workspace; `reasons` excuse long files, by path. */
export const checkWorkspace = (workspace: Workspace, reasons: Record<string, string> = {}): Problem[] => [
  ...checks.flatMap((check) => check(workspace)),
  ...sizeProblems(workspace.files, reasons),
]
