import { parseArgs } from 'node:util'
import { run, step } from '../bootstrap/step.mjs'
import { pnpm, root } from '../bootstrap/workspace.mjs'
import { contracts, isContract } from './scaffold.js'
import { writeProvider } from './write-provider.js'

// `pnpm new:provider <name> --contract secrets|config|storage`
const { positionals, values } = parseArgs({ allowPositionals: true, options: { contract: { type: 'string' } } })
const [name] = positionals
if (name === undefined || !isContract(values.contract)) {
  console.error(`Usage: pnpm new:provider <name> --contract ${Object.keys(contracts).join('|')}`)
  process.exit(2)
}
const folder = await writeProvider(root, name, values.contract)
const installed = await step('install', () => run('npx', pnpm('install', '--no-frozen-lockfile')))
const formatted = await step('format', () => run('npx', pnpm('exec', 'biome', 'check', '--write', folder)))
if (!installed.ok || !formatted.ok) process.exit(1)
console.log(`
${folder} passes every check as it is, with something in memory in the product's place. Next:
  1. put the product's client behind src/driver.ts or src/connection.ts, and its codes into src/errors.ts
  2. describe its connection in src/options.ts, and its URL in src/provider.ts
  3. name its URL schemes in packages/core/src/known-packages.ts, so that it is found without being registered
  4. tell tooling/servers how to get a real server, and bind test/conformance.test.ts to it
  5. npx vitest run ${folder}, npm test, npx changeset`)
