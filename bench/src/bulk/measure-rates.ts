import { createPostgres } from '@dmt-providers/postgres'
import { type BenchDevice, deviceOf, fleetTenant } from '../fleet.js'
import { copyLine } from './copy-text.js'
import type { RatePair, RateWork } from './rate-work.js'
import { RawCopy } from './raw-copy.js'

// A process of its own, as in `measure.ts`. Both sides take the same slices in turn, so both tables grow alike.
const { ours, raw, devices, slice }: RateWork = JSON.parse(process.argv[2] ?? '{}')
const store = createPostgres({ url: ours, tables: ['devices'] })
const copy = new RawCopy(raw)
const insert = (rows: BenchDevice[]) => () => store.devices.insertMany(rows)
const copied = (text: Buffer) => () => copy.copy(text)

await store.ping()
await copy.connect()
for (let first = 0; first < devices; first += slice)
  process.send?.(await pairOf(first, Math.min(slice, devices - first)))
await store.close()
await copy.close()
process.disconnect?.()

async function pairOf(first: number, count: number): Promise<RatePair> {
  const rows = Array.from({ length: count }, (_, index) => deviceOf(fleetTenant, first + index, 8))
  const text = Buffer.from(rows.map(copyLine).join(''))
  // Who begins alternates, so that neither side always runs after the other.
  if ((first / slice) % 2 === 0)
    return { devices: count, ours: await timed(insert(rows)), raw: await timed(copied(text)) }
  const after = await timed(copied(text))
  return { devices: count, ours: await timed(insert(rows)), raw: after }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
