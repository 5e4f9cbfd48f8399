import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import startBroker from '../../tooling/servers/global-setup.js'
import type { CallResult } from '../src/measure-call.js'
import { type BenchOptions, benchOptions } from './bench-options.js'
import { type EntryResult, entryResult } from './entries.js'
import { measured } from './measured.js'
import { type ProductName, products } from './products.js'
import { type ProductFindings, report } from './report.js'

// `pnpm bench`: measures the calls on each product, then the entry modules, and prints the result as Markdown.
const options = benchOptions(process.argv.slice(2))
const findings: ProductFindings[] = []
for (const name of options.on)
  findings.push(name === 'pglite' ? await onPglite(options) : await onServer(name, options))
const markdown = report({ ...options, products: findings, entries: await entryResults(options) })
process.stdout.write(markdown)
if (options.write) await write(markdown, options)

async function onServer(name: ProductName, options: BenchOptions): Promise<ProductFindings> {
  const { title, raw, database: fresh } = products[name]
  const stop = await startBroker()
  try {
    const { version, database } = await fresh()
    const results = await measured({ ...options, url: database.url }, tell(title))
    await database.drop()
    return { title, raw, version, results }
  } finally {
    await stop?.()
  }
}

async function onPglite(options: BenchOptions): Promise<ProductFindings> {
  const results = await measured({ ...options, callers: [1] }, tell('PGlite'))
  return { title: 'PGlite', raw: 'one caller', version: await pgliteVersion(), results }
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

async function write(markdown: string, { on: [first = 'postgres'] }: BenchOptions): Promise<void> {
  const { page } = products[first === 'pglite' ? 'postgres' : first]
  await writeFile(fileURLToPath(new URL(`../../docs/${page}`, import.meta.url)), markdown)
}
