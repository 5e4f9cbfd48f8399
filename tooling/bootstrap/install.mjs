import { run, step } from './step.mjs'
import { pnpm } from './workspace.mjs'

/** Installs the workspace's dependencies as the lock file has them. */
export const install = () =>
  // Without a terminal pnpm would stop at the question whether it may replace another version's node_modules.
  step('install', () => run('npx', pnpm('install', '--frozen-lockfile', '--config.confirm-modules-purge=false')))
