import type { InsertProgress } from '@dmt-providers/core'
import { FleetSource } from './fleet-source.js'
import { ImportTally, type ImportTarget, isRefusal, type Rejection } from './import-tally.js'

/** What became of the lines of a fleet file; blank lines count nowhere. */
export interface ImportReport {
  /** Devices stored by this run. */
  imported: number
  /** Devices that the tenant had already, from an earlier run; left as they are. */
  existing: number
  /** By line number. */
  rejected: Rejection[]
}

/**
 * Stores the devices of a fleet file, in batches. A run that was cut short at any point is completed by running it
 * again. Rejects when the file cannot be read, and when the store stops answering; lines that are no device, or which
 * the store refuses, are reported. `onLine` is called after each batch with the number of lines done.
 */
export async function importDevices(
  target: ImportTarget,
  path: string,
  onLine: (done: number) => void = () => undefined,
): Promise<ImportReport> {
  const source = new FleetSource(path)
  const tally = new ImportTally(target)
  try {
    while (!source.ended) await importOn(target, source, tally, onLine)
  } finally {
    await source.close()
  }
  onLine(source.line)
  const rejected = [...source.rejected, ...tally.rejected].sort((one, other) => one.line - other.line)
  return { imported: tally.imported, existing: tally.existing, rejected }
}

/** Imports up to the end of the file, or past the devices among which the store refuses one. */
async function importOn(target: ImportTarget, source: FleetSource, tally: ImportTally, onLine: (done: number) => void) {
  let before: InsertProgress = { inserted: 0, skipped: 0 }
  const onProgress = (now: InsertProgress) => {
    const [inserted, skipped] = [now.inserted - before.inserted, now.skipped - before.skipped]
    before = now
    const batch = source.take(inserted + skipped)
    // Nothing more is read until this is known, so that memory stays flat.
    source.wait(tally.add(batch, inserted, skipped))
    onLine(batch.at(-1)?.line ?? 0)
  }
  try {
    await target.insertMany(source, { onDuplicate: 'skip', onProgress })
    await source.settled()
  } catch (error) {
    await source.settled()
    const left = source.take()
    if (source.failure !== undefined) throw source.failure
    if (!isRefusal(error) || left.length === 0) throw error
    for (const one of left) await tally.addAlone(one)
  }
}
