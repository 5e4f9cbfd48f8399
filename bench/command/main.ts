import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { freshDatabase } from '../../tooling/servers/fresh-database.js'
import startBroker from '../../tooling/servers/global-setup.js'
import { isMissing } from '../../tooling/servers/server.js'
import { testServer } from '../../tooling/servers/test-server.js'
import type { CallResult } from '../src/measure-call.js'
import { type BenchOptions, benchOptions } from './bench-options.js'
import { type EntryResult, entryResult } from './entries.js'
import { measured } from './measured.js'
import { report } from './report.js'

// `pnpm bench`: measures on PostgreSQL and PGlite, then the entry modules, and prints the result as Markdown.
const options = benchOptions(process.argv.slice(2))
const findings = {
  ...options,
  postgres: await postgresResults(options),
  pglite: {
    version: await pgliteVersion(),
    results: options.pglite ? await measured({ ...options, callers: [1] }, tell('PGlite')) : [],
  },
  entries: await entryResults(options),
}
const markdown = report(findings)
process.stdout.write(markdown)
if (options.write) await write(markdown)

async function postgresResults(options: BenchOptions) {
  const stop = await startBroker()
  try {
    const server = await testServer('postgres')
    if (isMissing(server)) throw new Error(`No PostgreSQL server: ${server.missing}`)
    const database = await freshDatabase()
    const results = await measured({ ...options, url: database.url }, tell('PostgreSQL'))
    await database.drop()
    return { version: server.version, results }
  } finally {
    await stop?.()
  }
}

async function entryResults({ imports }: BenchOptions) {
  const results: EntryResult[] = []
  for (const entry of imports === 0 ? [] : ['mps/db', 'mps/secrets', 'rps/db', 'rps/secrets']) {
    const url = new URL(`../../packages/${entry}/index.js`, import.meta.url)
    results.push(await entryResult(`@dmt-providers/${entry}/index.js`, url.href, imports))
  }
  return results
}

/** The package does not export its manifest, so it is read as a file. */
async function pgliteVersion(): Promise<string> {
  const manifest = new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url)
  const { version }: { version: string } = JSON.parse(await readFile(manifest, 'utf8'))
  return version
}

/** Progress goes to the error stream, so that the result can be redirected into a file. */
function tell(product: string) {
  return ({ name, callers, ratio: { median, lowerQuartile, upperQuartile }, raw, ours, pairs }: CallResult) => {
    const spread = `${lowerQuartile.toFixed(3)}–${upperQuartile.toFixed(3)}`
    const rates = `${ours.toFixed(0)} of ${raw.toFixed(0)} calls/s`
    console.error(`${product} ${name} ${callers}: ${median.toFixed(3)} (${spread}), ${rates}, ${pairs} pairs`)
  }
}

async function write(markdown: string): Promise<void> {
  const file = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
  await writeFile(file, markdown)
}
