import { type SecretsDriver, SecretsStore } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import type { SecretsHarness } from '../src/index.js'
import { ReferenceSecretsDriver, ReferenceVault } from '../src/reference/reference-secrets.js'
import { brokenPaths } from './broken/broken-paths.js'
import type { BrokenSecrets } from './broken/broken-secrets.js'
import { brokenValues } from './broken/broken-values.js'
import { failedCases } from './broken/failed-cases.js'
import { overriding } from './broken/overriding.js'

function harnessOf({ breaks }: Pick<BrokenSecrets, 'breaks'>): SecretsHarness {
  const vault = new ReferenceVault()
  const open: SecretsHarness['open'] = async (options) => {
    const driver: SecretsDriver = new ReferenceSecretsDriver(vault)
    return new SecretsStore(overriding(driver, breaks(driver, vault)), options)
  }
  return {
    contract: 'secrets',
    provider: 'broken',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    open,
    openSecond: open,
    raw: { corrupt: async (path) => vault.corrupt(path) },
    tearDown: async () => vault.versions.clear(),
  }
}

describe('the secrets suite', () => {
  it('fails no case of the reference', async () => {
    expect(await failedCases(harnessOf({ breaks: () => ({}) }))).toEqual([])
  })

  it.each([...brokenPaths, ...brokenValues])('fails a driver that $does, by name', async ({ breaks, fails }) => {
    expect(fails).not.toEqual([])
    expect(await failedCases(harnessOf({ breaks }))).toEqual(fails)
  })
})
