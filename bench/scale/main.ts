import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import startBroker from '../../tooling/servers/global-setup.js'
import { compareAtOnce } from './compare-at-once.js'
import { compareClear } from './compare-clear.js'
import { compareReads } from './compare-reads.js'
import type { Fleet, ScaleServer } from './fleets.js'
import { mysqlServer } from './mariadb-fleets.js'
import { postgresServer } from './postgres-fleets.js'
import { replaceSection } from './replace-section.js'
import { scaleReport } from './report.js'

// `pnpm bench:scale`: measures a large fleet against the reference and against a small one, and prints Markdown.
const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '1000000' },
    small: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    server: { type: 'string', default: 'postgres' },
    write: { type: 'boolean', default: false },
  },
})
const [devices, few, seconds] = [Number(values.devices), Number(values.small), Number(values.seconds)]
if (![devices, few].every((number) => Number.isSafeInteger(number) && number >= 80 && number % 16 === 0)) {
  throw new Error('--devices and --small are numbers of devices; give multiples of 16 from 80')
}
if (!(seconds > 0)) throw new Error('--seconds is no number of seconds; give digits, for instance --seconds 10')

const servers: Readonly<Record<string, ScaleServer>> = {
  postgres: postgresServer,
  mariadb: mysqlServer('mariadb'),
  mysql: mysqlServer('mysql'),
}
const server = servers[values.server]
if (server === undefined) throw new Error(`--server is one of ${Object.keys(servers).join(', ')}`)

const stop = await startBroker()
try {
  const [large, small] = [await server.makeFleet(devices), await server.makeFleet(few)]
  const section = scaleReport(await measured(server, large, small))
  process.stdout.write(section)
  if (values.write) {
    const file = fileURLToPath(new URL('../../docs/performance-at-scale.md', import.meta.url))
    await writeFile(file, replaceSection(await readFile(file, 'utf8'), server.title, section))
  }
  for (const fleet of [large, small]) await fleet.close()
} finally {
  await stop?.()
}

async function measured({ title, reference, settings }: ScaleServer, large: Fleet, small: Fleet) {
  const patience = { seconds, leastPairs: 7 }
  const reads = await all(compareReads(large, small, patience), ({ call, faster, growth }) =>
    console.error(`${call.name}: ${faster.ratio.median.toFixed(1)} times, growth ${growth.ratio.median.toFixed(2)}`),
  )
  const atOnce = await all(compareAtOnce(large, patience), ({ name, faster }) =>
    console.error(`${name}: ${faster.ratio.median.toFixed(2)} times`),
  )
  const clear = await compareClear(large, patience)
  console.error(`clear: ${clear.ratio.median.toFixed(2)} times`)
  return {
    title,
    reference,
    settings: await settings(),
    large: large.devices,
    small: small.devices,
    reads,
    atOnce,
    clear,
  }
}

async function all<T>(results: AsyncIterable<T>, tell: (result: T) => void): Promise<T[]> {
  const kept: T[] = []
  for await (const result of results) {
    tell(result)
    kept.push(result)
  }
  return kept
}
