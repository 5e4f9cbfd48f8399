import './require-node.mjs'
import { handOver } from './hand-over.mjs'
import { install } from './install.mjs'
import { run, step } from './step.mjs'
import { pnpm, turbo } from './workspace.mjs'

const example = './examples/fleet-service'

// `npm run demo` on a machine that has only Node and npm: installs, builds what the example uses, and runs it.
const build = () => step('build', () => run('npx', turbo('run', 'build', `--filter=${example}...`)))
if (!(await install()).ok || !(await build()).ok) process.exit(1)
console.log()
handOver('npx', pnpm('--silent', '--filter', example, 'run', 'demo', ...process.argv.slice(2)))
