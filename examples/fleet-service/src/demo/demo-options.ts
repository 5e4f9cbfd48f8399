import { parseArgs } from 'node:util'
import { wholeNumber } from '../command-line/whole-number.js'

/** What `npm run demo -- --help` prints. */
export const usage = `Usage: npm run demo -- [options]

  --count    number of devices, 10000 unless given
  --seed     seed of the fleet, 1 unless given; the same seed gives the same fleet
  --folder   working folder, kept; a new one below the temporary folder unless given
  --storage  URL of the database, pglite:./database unless given
  --secrets  URL of the secret store, envelope+file:./secrets?key=file:./secrets.key unless given
  --port     port of the page, a free one unless given
  --keep     serve on afterwards, until Ctrl-C

Paths in a URL start at the working folder.`

const options = {
  count: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  folder: { type: 'string' },
  storage: { type: 'string', default: 'pglite:./database' },
  secrets: { type: 'string', default: 'envelope+file:./secrets?key=file:./secrets.key' },
  port: { type: 'string', default: '0' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** What the demo is to do. */
export interface DemoOptions {
  count: number
  seed: number
  folder: string | undefined
  storage: string
  secrets: string
  port: number
  keep: boolean
}

/** Reads the command line; `undefined` when it asks for help. Throws an `Error` that names a wrong option. */
export function readDemoOptions(): DemoOptions | undefined {
  const { help, ...values } = parseArgs({ options }).values
  if (help) return undefined
  if (values.storage === 'pglite:memory') throw new Error('--storage pglite:memory forgets everything at the restart')
  return {
    ...values,
    folder: values.folder,
    count: wholeNumber('count', values.count, 10_000_000),
    seed: wholeNumber('seed', values.seed, 2 ** 31 - 1),
    port: wholeNumber('port', values.port, 65_535),
  }
}
