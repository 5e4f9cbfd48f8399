import { type StorageDriver, StorageStore } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import type { StorageHarness } from '../src/index.js'
import { ReferenceRows } from '../src/reference/reference-rows.js'
import { referenceStorageDriver } from '../src/reference/reference-storage.js'
import { brokenBatches } from './broken/broken-batches.js'
import { brokenDevices } from './broken/broken-devices.js'
import { brokenNamedTables } from './broken/broken-named-tables.js'
import { brokenProfiles } from './broken/broken-profiles.js'
import type { BrokenStorage } from './broken/broken-storage.js'
import { failedCases } from './broken/failed-cases.js'

function harnessOf({ breaks }: Pick<BrokenStorage, 'breaks'>): StorageHarness {
  const rows = new ReferenceRows()
  const open: StorageHarness['open'] = async (options) => {
    const driver = referenceStorageDriver(rows)
    const broken: StorageDriver = { ...driver, ...breaks(driver, rows) }
    return new StorageStore(broken, options)
  }
  const tearDown = async () => rows.clear()
  return { contract: 'storage', provider: 'broken', unicodeCase: true, open, openSecond: open, tearDown }
}

describe('the storage suite', () => {
  it('fails no case of the reference', async () => {
    expect(await failedCases(harnessOf({ breaks: () => ({}) }), '')).toEqual([])
  })

  it.each([...brokenDevices, ...brokenBatches, ...brokenNamedTables, ...brokenProfiles])(
    'fails a driver that $does, by name',
    async ({ breaks, fails }) => {
      expect(fails).not.toEqual([])
      expect(await failedCases(harnessOf({ breaks }))).toEqual(fails)
    },
  )
})
