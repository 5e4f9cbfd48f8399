import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { freshDatabase } from '../../tooling/servers/fresh-database.js'
import startBroker from '../../tooling/servers/global-setup.js'
import { homePg } from '../scale/home-pg.js'
import { settingsOf } from '../scale/settings-of.js'
import { compareMemory } from './compare-memory.js'
import { compareRates, type RateResult, schemas } from './compare-rates.js'
import { emptyDevices } from './empty-devices.js'
import { bulkReport } from './report.js'

// `pnpm bench:bulk`: rate and memory of an import, memory of an export and of paging; prints Markdown.
const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '1000000' },
    small: { type: 'string', default: '10000' },
    slice: { type: 'string', default: '25000' },
    runs: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
})
const count = (option: 'devices' | 'small' | 'slice' | 'runs') => {
  const number = Number(values[option])
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new Error(`--${option} is no number; give digits, for instance --${option} 10000`)
}
const sizes = { large: count('devices'), small: count('small') }
const [slice, runs] = [count('slice'), count('runs')]

const stop = await startBroker()
try {
  const markdown = bulkReport({ ...sizes, slice, ...(await memory()), rates: await rates() })
  process.stdout.write(markdown)
  if (values.write) await writeFile(fileURLToPath(new URL('../../docs/performance-bulk.md', import.meta.url)), markdown)
} finally {
  await stop?.()
}

async function rates(): Promise<RateResult[]> {
  const results: RateResult[] = []
  for (const schema of schemas) {
    const result = await compareRates(schema, sizes.large, slice)
    console.error(`${schema}: ${result.ratio.median.toFixed(2)} of COPY`)
    results.push(result)
  }
  return results
}

async function memory() {
  const [large, small] = [await freshDatabase(), await freshDatabase()]
  const home = homePg(large.url)
  const server = await settingsOf(home)
  await home.close()
  const results = await compareMemory({ large, small }, sizes, runs, emptyDevices)
  for (const { task, growth } of results) console.error(`${task}: ${(growth / 2 ** 20).toFixed(1)} MiB more`)
  await large.drop()
  await small.drop()
  return { server, memory: results }
}
