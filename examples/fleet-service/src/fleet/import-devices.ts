import pMap, { pMapSkip } from 'p-map'
import type { MpsDatabase, NewDevice } from '../interfaces/mps-database.js'
import { MPSValidationError } from '../utils/MPSValidationError.js'
import { type FleetLine, readFleet } from './read-fleet.js'

/** Inserts under way at a time: enough to keep a pool of connections busy, few enough to keep memory flat. */
const concurrency = 16

/** A line that was not imported. */
export interface Rejection {
  line: number
  reason: string
}

/** What became of the lines of a fleet file; blank lines count nowhere. */
export interface ImportReport {
  /** Devices stored by this run. */
  imported: number
  /** Devices that the tenant had already, from an earlier run; left as they are. */
  existing: number
  /** By line number. */
  rejected: Rejection[]
}

type Outcome = 'imported' | 'existing' | { reason: string }

/**
 * Stores the devices of a fleet file. A run that was cut short at any point is completed by running it again.
 * Rejects when the file cannot be read, and when the store stops answering, once the inserts under way have ended;
 * lines that are no device are reported. `onLine` is called after each line with the number of lines done.
 */
export async function importDevices(
  db: MpsDatabase,
  path: string,
  onLine: (done: number) => void = () => undefined,
): Promise<ImportReport> {
  const report: ImportReport = { imported: 0, existing: 0, rejected: [] }
  const failures: unknown[] = []
  let done = 0
  const importLine = async (line: FleetLine) => {
    try {
      count(report, line.number, await outcomeOf(db, line))
      onLine(++done)
    } catch (error) {
      failures.push(error)
    }
    return pMapSkip
  }
  await pMap(
    takeWhile(readFleet(path), () => failures.length === 0),
    importLine,
    { concurrency },
  )
  if (failures.length > 0) throw failures[0]
  report.rejected.sort((one, other) => one.line - other.line)
  return report
}

async function* takeWhile<T>(items: AsyncIterable<T>, goesOn: () => boolean): AsyncGenerator<T> {
  for await (const item of items) {
    if (!goesOn()) return
    yield item
  }
}

function count(report: ImportReport, line: number, outcome: Outcome | undefined): void {
  if (outcome === undefined) return
  if (typeof outcome === 'string') report[outcome]++
  else report.rejected.push({ line, reason: outcome.reason })
}

async function outcomeOf(db: MpsDatabase, { parsed }: FleetLine): Promise<Outcome | undefined> {
  return parsed !== undefined && 'device' in parsed ? await store(db, parsed.device) : parsed
}

async function store(db: MpsDatabase, device: NewDevice): Promise<Outcome> {
  const first = await insert(db, device)
  if (!(first instanceof Error)) return first
  // The store may have been away for a moment, or still be: only one that answers can have refused the device.
  await db.query('SELECT 1')
  const second = await insert(db, device)
  return second instanceof Error ? { reason: `refused by the store: ${second.message}` } : second
}

async function insert(db: MpsDatabase, device: NewDevice): Promise<Outcome | Error> {
  try {
    await db.devices.insert(device)
    return 'imported'
  } catch (error) {
    if (error instanceof MPSValidationError && error.status === 400) return await existing(db, device)
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function existing(db: MpsDatabase, { guid, tenantId }: NewDevice): Promise<Outcome> {
  const known = await db.devices.getById(guid)
  return known?.tenantId === tenantId ? 'existing' : { reason: 'guid: belongs to a device of another tenant' }
}
