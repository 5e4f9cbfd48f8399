import { readFile, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import startBroker from '../../tooling/servers/global-setup.js'
import { runProgram } from '../bulk/run-program.js'
import { replaceSection } from '../scale/replace-section.js'
import type { GrowthResult, GrowthWork, LatencyBlock, LatencyWork } from '../src/config/config-work.js'
import { crowdOf } from './compare-crowds.js'
import { compareIdle } from './compare-idle.js'
import { compared, type LatencyComparison } from './latency.js'
import { type Product, products } from './products.js'
import { configSection, heading } from './report.js'

// `pnpm bench:config`: watches of a configuration store against the product's client alone; prints Markdown.
const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'etcd' },
    only: { type: 'string', default: 'latency,crowd,growth,idle' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const effort = values.quick
  ? { blocks: 5, changes: 100, watches: 1_000, crowdChanges: 10, growth: 5_000, idleSeconds: 10 }
  : { blocks: 30, changes: 200, watches: 1_000, crowdChanges: 100, growth: 100_000, idleSeconds: 60 }
const page = fileURLToPath(new URL('../../docs/performance-config.md', import.meta.url))
const isAsked = (part: string) => values.only.split(',').includes(part)

const stop = await startBroker()
try {
  for (const name of values.on.split(',')) {
    const product = products[name]
    if (product === undefined)
      throw new Error(`--on knows no ${name}; give some of ${Object.keys(products).join(', ')}`)
    const section = await sectionOf(product)
    process.stdout.write(`${section}\n\n`)
    if (values.write) await writeFile(page, replaceSection(await written(), product.title, section))
  }
} finally {
  await stop?.()
}

async function sectionOf(product: Product): Promise<string> {
  const { url, version, drop } = await product.open()
  const before = loadavg()[0] ?? 0
  const latencies = isAsked('latency') ? [await latency(url, 1), await latency(url, 1_000)] : []
  const { watches, crowdChanges, growth: changes, idleSeconds } = effort
  const crowds = isAsked('crowd')
    ? [
        await crowdOf(product, url, 'ours', watches, crowdChanges),
        await crowdOf(product, url, 'bare', product.bareCrowd ?? watches, crowdChanges),
      ]
    : []
  const growthWork: GrowthWork = { url, changes, every: changes / 10 }
  const growth = isAsked('growth') ? await runProgram<GrowthResult>('../config/measure-growth', growthWork) : []
  const idle = product.remote && isAsked('idle') ? await compareIdle(url, idleSeconds) : []
  await drop()
  return configSection(product, { version, load: [before, loadavg()[0] ?? 0], latencies, crowds, growth, idle })
}

async function latency(url: string, keys: number): Promise<LatencyComparison> {
  const work: LatencyWork = { url, keys, blocks: effort.blocks, changes: effort.changes, seconds: 60 }
  const found = compared(keys, await runProgram<LatencyBlock>('../config/measure-latency', work))
  console.error(`${keys} keys: ${(found.ours.median / found.bare.median).toFixed(3)} of the client alone`)
  return found
}

async function written(): Promise<string> {
  return await readFile(page, 'utf8').catch(() => heading)
}
