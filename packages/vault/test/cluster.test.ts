import { isProviderError } from '@dmt-providers/core'
import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { startVaultCluster, type VaultCluster } from '../../../tooling/servers/vault/vault-cluster.js'
import { createVault } from '../src/index.js'
import { vaultPlace } from './vault-place.js'

/** Reads by several callers until told to end; notes what the reads were told. */
function readers(get: () => Promise<unknown>) {
  const told = new Map<string, number>()
  let [ended, answeredAt] = [false, 0]
  const read = async () => {
    while (!ended) {
      const outcome = await get().then(
        (secret) => (secret === undefined ? 'absent' : 'answered'),
        (error: unknown) => (isProviderError(error) ? error.code : String(error)),
      )
      told.set(outcome, (told.get(outcome) ?? 0) + 1)
      if (outcome === 'answered') answeredAt = performance.now()
      else await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const all = Promise.all(Array.from({ length: 8 }, read))
  return {
    told,
    answeredAfter: async (instant: number) =>
      await expect.poll(() => answeredAt, { timeout: 60_000 }).toBeGreaterThan(instant),
    end: () => {
      ended = true
      return all
    },
  }
}

await describeOwn('vault-cluster', 'secrets of a raft cluster', () => {
  it('are never absent while leaders die one after the other, and are read and written again', {
    timeout: 240_000,
  }, async () => {
    const started = await startVaultCluster()
    if (isMissing(started)) throw new Error(started.missing)
    const cluster: VaultCluster = started
    onTestFinished(() => cluster.nodes.stop())
    const place = await vaultPlace(cluster.urls[await cluster.leader()] ?? '')
    const address = cluster.urls.map((url) => new URL(url).origin).join(',')
    const store = createVault({ ...place.options, address, attemptTimeoutMs: 1_000 })
    onTestFinished(() => store.close())
    await store.put('MPSCerts', { root_key: 'root' })
    const work = readers(() => store.get('MPSCerts', { fresh: true, timeoutMs: 3_000 }))
    for (let round = 0; round < 2; round++) {
      await cluster.nodes.kill(await cluster.leader())
      await cluster.leader()
      await work.answeredAfter(performance.now())
      expect(await store.put(`round-${round}`, {}, { timeoutMs: 20_000 })).toBe('1')
      await cluster.revive()
    }
    await cluster.nodes.kill(0, 1, 2)
    await expect(store.get('MPSCerts', { fresh: true })).rejects.toMatchObject({ code: 'unavailable' })
    await cluster.revive()
    await cluster.leader()
    await work.answeredAfter(performance.now())
    await work.end()
    console.log('reads while leaders died:', Object.fromEntries(work.told))
    expect([...work.told.keys()].sort()).toEqual(expect.arrayContaining(['answered']))
    for (const outcome of work.told.keys()) expect(['answered', 'unavailable', 'timeout']).toContain(outcome)
  })
})
