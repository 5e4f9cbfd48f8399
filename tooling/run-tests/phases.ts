import { join } from 'node:path'
import { pnpm, turbo } from '../bootstrap/workspace.mjs'
import { smokePhase } from '../smoke/smoke-phase.js'
import { commandPhase } from './command-phase.js'
import { conformancePhase } from './conformance-phase.js'
import { foldersOf } from './folders.js'
import type { Phase } from './phase.js'
import { vitestPhase } from './vitest-phase.js'

const checkPackages = ['--import', 'tsx', 'tooling/check-packages/main.ts']

// A folder filter ends in the separator: `packages/core/` must not match `packages/core-extra/`.
const testsIn = async (parent: 'packages' | 'examples', below: string) =>
  (await foldersOf(parent, below)).map((folder) => join(folder, '/'))

/** Everything that `npm test` runs after the installation, in order; `servers` is the phase that starts them. */
export const phases = (servers: Phase): Phase[] => [
  commandPhase('build', 'every package', 'npx', turbo('run', 'build')),
  commandPhase('lint', 'biome', 'npx', pnpm('exec', 'biome', 'ci', '--colors=off', '.')),
  commandPhase('types', 'tsc, every package', 'npx', turbo('run', 'typecheck', '--continue')),
  commandPhase('packages', 'skeleton, imports, exports', process.execPath, checkPackages),
  servers,
  vitestPhase('unit', async () => [...(await testsIn('packages', 'src')), 'tooling/', 'bench/']),
  smokePhase,
  conformancePhase(() => testsIn('packages', 'test')),
  { ...vitestPhase('examples', () => testsIn('examples', 'test')), needs: ['build'] },
]
