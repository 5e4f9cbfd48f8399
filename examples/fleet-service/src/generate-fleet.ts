import { parseArgs } from 'node:util'
import { runMain } from './command-line/run-main.js'
import { wholeNumber } from './command-line/whole-number.js'
import { writeFleetFile } from './fleet/write-fleet-file.js'

const usage = `Usage: generate-fleet [--count 10000] [--seed 1] [--broken 0] [--out fleet.ndjson]

Writes a made-up fleet, one device a line. The same options give the same file.
  --count   number of devices
  --seed    an integer
  --broken  number of lines that are no device, to see how an import reports them
  --out     file to write`

const options = {
  count: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  broken: { type: 'string', default: '0' },
  out: { type: 'string', default: 'fleet.ndjson' },
  help: { type: 'boolean', default: false },
} as const

runMain(async () => {
  const { values } = parseArgs({ options })
  if (values.help) {
    console.log(usage)
    return 0
  }
  await writeFleetFile(values.out, {
    count: wholeNumber('count', values.count, 10_000_000),
    seed: wholeNumber('seed', values.seed, 2 ** 31 - 1),
    broken: wholeNumber('broken', values.broken, 1000),
  })
  console.log(`wrote ${values.count} devices and ${values.broken} broken lines to ${values.out}`)
  return 0
})
