import { describe, expect, it } from 'vitest'
import { brokenRemoteWatches } from './broken/broken-remote-watches.js'
import { type BrokenRemote, brokenRemotes } from './broken/broken-remotes.js'
import { failedCases } from './broken/failed-cases.js'
import { overriding } from './broken/overriding.js'
import type { RemoteClient } from './remote/remote-client.js'
import { remoteConfigHarness, remoteSecretsHarness, remoteStorageHarness } from './remote/remote-harness.js'

/** The groups in which a network matters. */
const network = /^(storage|secrets)\/(lifecycle|cancellation|outage|errors|options)\//

const brokenBy = (call: BrokenRemote['call']) => (client: RemoteClient) => overriding(client, { call: call(client) })

describe('the suites', () => {
  it.each(brokenRemotes)('fail a secrets driver that $does, by name', async ({ call, fails }) => {
    expect(fails).not.toEqual([])
    const failed = await failedCases(remoteSecretsHarness(brokenBy(call)), network)
    expect(failed).toEqual(fails.map((id) => `secrets/${id}`))
  })

  // The cases are the same for both contracts; one mistake proves that storage is bound to them.
  it.each(brokenRemotes.slice(0, 1))('fail a storage driver that $does, by name', async ({ call, fails }) => {
    const failed = await failedCases(remoteStorageHarness(brokenBy(call)), network)
    expect(failed).toEqual(fails.map((id) => `storage/${id}`))
  })

  it.each(brokenRemoteWatches)('fail a config driver that $does, by name', async ({ breaks, fails }) => {
    expect(fails).not.toEqual([])
    const harness = remoteConfigHarness(undefined, (driver) => overriding(driver, breaks(driver)))
    expect(await failedCases(harness, /^config\/watch\//)).toEqual(fails.map((id) => `config/watch/${id}`))
  })
})
