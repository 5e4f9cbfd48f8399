import { createPostgres } from '@dmt-providers/postgres'
import pg from 'pg'
import { freshDatabase } from '../../tooling/servers/fresh-database.js'
import { referenceTable } from '../scale/postgres-fleets.js'
import type { RatePair } from '../src/bulk/rate-work.js'
import { type Spread, spreadOf } from '../src/spread.js'
import { runProgram } from './run-program.js'

/** Tables on which rates are compared: both sides have the same. */
export const schemas = ['the table of the reference provider', 'our table, with what it has for scale'] as const

/** How the import compares with COPY. */
export interface RateResult {
  schema: (typeof schemas)[number]
  /** Devices per second, median of the slices. */
  ours: number
  raw: number
  /** Rate of the import over that of COPY, slice by slice. */
  ratio: Spread
  /** The same for the last quarter of the slices, when the tables are large. */
  lastQuarter: Spread
  pairs: number
}

/** Imports the same devices on both sides, in databases of their own. */
export async function compareRates(schema: RateResult['schema'], devices: number, slice: number): Promise<RateResult> {
  const [ours, raw] = [await freshDatabase(), await freshDatabase()]
  for (const { url } of [ours, raw]) await prepare(url, schema)
  const pairs = await runProgram<RatePair>('measure-rates', { ours: ours.url, raw: raw.url, devices, slice })
  await ours.drop()
  await raw.drop()
  const ratios = pairs.map((pair) => pair.raw / pair.ours)
  return {
    schema,
    ours: spreadOf(pairs.map((pair) => pair.devices / pair.ours)).median,
    raw: spreadOf(pairs.map((pair) => pair.devices / pair.raw)).median,
    ratio: spreadOf(ratios),
    lastQuarter: spreadOf(ratios.slice(-Math.ceil(ratios.length / 4))),
    pairs: pairs.length,
  }
}

async function prepare(url: string, schema: RateResult['schema']): Promise<void> {
  if (schema === schemas[0]) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(referenceTable)
    await client.end()
    return
  }
  const store = createPostgres({ url, tables: ['devices'] })
  await store.ping()
  await store.close()
}
