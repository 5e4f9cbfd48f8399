import { type ConfigDriver, ConfigStore } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import type { ConfigHarness } from '../src/index.js'
import { ReferenceConfigDriver, ReferenceNotebook } from '../src/reference/reference-config.js'
import { type BrokenConfig, brokenConfigs } from './broken/broken-config.js'
import { brokenWatches } from './broken/broken-watches.js'
import { failedCases } from './broken/failed-cases.js'
import { overriding } from './broken/overriding.js'

function harnessOf({ breaks }: Pick<BrokenConfig, 'breaks'>): ConfigHarness {
  const notebook = new ReferenceNotebook()
  const open: ConfigHarness['open'] = async (options) => {
    const driver: ConfigDriver = new ReferenceConfigDriver(notebook)
    return new ConfigStore(overriding(driver, breaks(driver, notebook)), options)
  }
  return {
    contract: 'config',
    provider: 'broken',
    capabilities: { compareAndSet: true, watch: true },
    open,
    openSecond: open,
    raw: { remove: async (key) => notebook.remove(key) },
  }
}

describe('the config suite', () => {
  it('fails no case of the reference', async () => {
    expect(await failedCases(harnessOf({ breaks: () => ({}) }))).toEqual([])
  })

  it.each([...brokenConfigs, ...brokenWatches])('fails a driver that $does, by name', async ({ breaks, fails }) => {
    expect(fails).not.toEqual([])
    const failed = await failedCases(harnessOf({ breaks }), undefined, 500)
    expect(failed).toEqual(fails.map((id) => `config/${id}`))
  })
})
