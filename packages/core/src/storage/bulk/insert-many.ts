import { type InsertProgress, isProviderError, ProviderError } from '../../provider-error.js'
import type { CheckedRow, OnDuplicate } from '../storage-driver.js'
import { checkBatchSize } from './batch-bounds.js'
import type { InsertManyOptions } from './bulk-options.js'
import type { DeviceBatch } from './device-batch.js'
import { DeviceReader, type DeviceSource } from './device-reader.js'
import { insertFailure } from './insert-failure.js'
import { untilAborted } from './until-aborted.js'

/** What stores batches. */
export interface BatchTarget {
  /** Name of the operation, for errors. */
  readonly operation: string
  prepare(rows: readonly CheckedRow[]): void
  /** Stores all of them or none; answers how many. */
  insert(rows: readonly CheckedRow[], onDuplicate: OnDuplicate): Promise<number>
}

/**
 * Stores what a source gives, batch by batch and in its order: while one batch is written the next one is read, and
 * nothing behind that. Throws `ProviderError` with `progress`.
 */
export async function insertMany(source: DeviceSource, options: InsertManyOptions, target: BatchTarget) {
  const { onDuplicate = 'fail', batchSize, onProgress, signal } = options
  const reader = new DeviceReader(source, checkBatchSize(batchSize), checkOnDuplicate(onDuplicate))
  const done: InsertProgress = { inserted: 0, skipped: 0 }
  const read = async () => {
    const batch = await reader.next()
    target.prepare(batch.rows)
    return batch
  }
  const readInTime = (reading: Promise<DeviceBatch>) =>
    untilAborted(reading, target.operation, signal).catch((error) => {
      throw isProviderError(error) ? insertFailure(error, {}, done) : error
    })
  try {
    for (let batch: DeviceBatch | undefined = await readInTime(read()); batch !== undefined; ) {
      const writing = write(batch, onDuplicate, target, done)
      const reading: Promise<DeviceBatch> | undefined = batch.end === undefined ? read() : undefined
      // When the write fails nobody waits for what is read.
      reading?.catch(() => undefined)
      await writing
      if (batch.read > 0) tell(onProgress, done)
      if (batch.end?.error !== undefined) throw insertFailure(batch.end.error, batch.end, done)
      batch = reading && (await readInTime(reading))
    }
    return done
  } finally {
    await reader.close()
  }
}

async function write(batch: DeviceBatch, onDuplicate: OnDuplicate, target: BatchTarget, done: InsertProgress) {
  if (batch.read === 0) return
  try {
    const inserted = await target.insert(batch.rows, onDuplicate)
    done.inserted += inserted
    done.skipped += batch.read - inserted
  } catch (error) {
    if (!isProviderError(error)) throw error
    throw insertFailure(error, { position: batch.positionOf(error.key), batch: [batch.first, batch.next - 1] }, done)
  }
}

function tell(onProgress: InsertManyOptions['onProgress'], done: InsertProgress): void {
  try {
    onProgress?.({ ...done })
  } catch (error) {
    const failed = new ProviderError('internal', 'onProgress failed', { cause: error })
    throw insertFailure(failed, {}, done)
  }
}

function checkOnDuplicate(value: unknown): OnDuplicate {
  if (value === 'fail' || value === 'skip') return value
  throw new ProviderError('invalid-argument', `onDuplicate is a ${typeof value}; give 'fail' or 'skip'`)
}
