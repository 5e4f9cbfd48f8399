import { parseArgs } from 'node:util'
import startBroker from '../../tooling/servers/global-setup.js'
import { freshVault } from '../../tooling/servers/vault/fresh-vault.js'
import { runProgram } from '../bulk/run-program.js'
import type { CachedTimes, CachedWork } from '../src/secrets/cached-times.js'
import type { ReadPair, ReadWork } from '../src/secrets/read-work.js'
import { spreadOf } from '../src/spread.js'
import { freshAws } from './fresh-aws.js'
import { freshKeyVault } from './fresh-key-vault.js'

// `pnpm bench:secrets`: reads of secrets that no cache answers, against the product's client alone. `--on` vault, aws or azure.
const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'vault' },
    callers: { type: 'string', default: '1,64' },
    secrets: { type: 'string', default: '1000' },
    slice: { type: 'string', default: '2000' },
    pairs: { type: 'string', default: '31' },
  },
})

const places: Readonly<Record<string, typeof freshVault>> = { vault: freshVault, aws: freshAws, azure: freshKeyVault }

const stop = await startBroker()
try {
  const lines = ['| callers | reads/s | client alone | ratio | quartiles | pairs |', '|---|---|---|---|---|---|']
  for (const callers of values.callers.split(',').map(Number)) {
    const { url, drop } = await (places[values.on] ?? freshVault)()
    const [secrets, slice, pairs] = [Number(values.secrets), Number(values.slice), Number(values.pairs)]
    const work: ReadWork = { url, secrets, callers, slice, pairs }
    const found = await runProgram<ReadPair>('../secrets/measure-reads', work)
    await drop()
    const median = (side: keyof ReadPair) => spreadOf(found.map((pair) => pair[side])).median.toFixed(0)
    const ratio = spreadOf(found.map(({ ours, raw }) => ours / raw))
    const quartiles = `${ratio.lowerQuartile.toFixed(3)}–${ratio.upperQuartile.toFixed(3)}`
    lines.push(
      `| ${callers} | ${median('ours')} | ${median('raw')} | ${ratio.median.toFixed(3)} | ${quartiles} | ${pairs} |`,
    )
  }
  process.stdout.write(`${lines.join('\n')}\n${await cached()}\n`)
} finally {
  await stop?.()
}

/** What a read costs that memory answers, and how long a fleet waits that asks for everything at once. */
async function cached(): Promise<string> {
  const { url, drop } = await (places[values.on] ?? freshVault)()
  const secrets = Number(values.secrets)
  const work: CachedWork = { url, secrets, reads: 50_000, slices: 11, storm: 10 * secrets }
  const found = await runProgram<CachedTimes>('../secrets/measure-cached', work)
  await drop()
  const spread = spreadOf(found.map(({ microseconds }) => microseconds))
  const [first] = found
  return (
    `from memory: ${spread.median.toFixed(2)} µs a read (quartiles ${spread.lowerQuartile.toFixed(2)}–${spread.upperQuartile.toFixed(2)}); ` +
    `${work.storm} reads of ${secrets} secrets at once: ${first?.stormMs.toFixed(0)} ms, none failed`
  )
}
