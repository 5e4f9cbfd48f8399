import './require-node.mjs'
import { spawnSync } from 'node:child_process'
import { install } from './install.mjs'
import { run, step } from './step.mjs'
import { pnpm, root, turbo } from './workspace.mjs'

const example = './examples/fleet-service'

// `npm run demo` on a machine that has only Node and npm: installs, builds what the example uses, and runs it.
const build = () => step('build', () => run('npx', turbo('run', 'build', `--filter=${example}...`)))
if (!(await install()).ok || !(await build()).ok) process.exit(1)
console.log()
const demo = pnpm('--silent', '--filter', example, 'run', 'demo', ...process.argv.slice(2))
const { status } = spawnSync('npx', demo, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
process.exit(status ?? 1)
