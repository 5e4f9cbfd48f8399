import './require-node.mjs'
import { handOver } from './hand-over.mjs'
import { install } from './install.mjs'

// `npm test` on a machine that has only Node and npm: installs, then hands over to the phases in tooling/run-tests.
const installed = await install()
if (!installed.ok) {
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}
const main = ['--import', 'tsx', 'tooling/run-tests/main.ts', ...process.argv.slice(2)]
handOver(process.execPath, main, { DMT_INSTALL_SECONDS: String(installed.seconds) })
