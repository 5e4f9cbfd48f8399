import type { StorageDriver } from '@dmt-providers/core'
import type { ReferenceRows } from '../../src/reference/reference-rows.js'

/** A driver that does one thing wrong, which is a mistake that a provider could make. */
export interface BrokenStorage {
  /** What it does wrong. */
  readonly does: string
  breaks(driver: StorageDriver, rows: ReferenceRows): Partial<StorageDriver>
  /** Cases that must fail; every other must pass. */
  readonly fails: readonly string[]
}
