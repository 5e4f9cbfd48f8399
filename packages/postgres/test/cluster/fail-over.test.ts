import { join } from 'node:path'
import { FaultProxy } from '@dmt-providers/conformance'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { testProgram } from '../../../../tooling/fixtures/test-program.js'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import type { PatroniCluster } from '../../../../tooling/servers/patroni/patroni-cluster.js'
import { startPatroni } from '../../../../tooling/servers/patroni/start-patroni.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { codesOf, proveLedger } from '../../../../tooling/write-faults/ledger.js'
import { followWriters } from '../../../../tooling/write-faults/running-writers.js'
import { drivers } from '../drivers.js'
import { postgresLedger } from '../faults/postgres-ledger.js'
import { sqlAt } from '../sql-at.js'
import { untilWritten } from './until-written.js'

/** Milliseconds after which a store must have written, once its cluster does. */
const patience = 5_000

/**
 * What may reach each server while none accepts writes: what was under way, one attempt for each caller and one for each
 * connection that broke; then the tries of the circuit breaker: seven in the first second, and two in each from there on.
 */
const attemptsWithin = (milliseconds: number) => 64 + 10 + 7 + 2 * Math.ceil(milliseconds / 1_000)

async function startCluster(): Promise<PatroniCluster> {
  const cluster = await startPatroni()
  if (isMissing(cluster)) throw new Error(cluster.missing)
  onTestFinished(() => cluster.stop())
  return cluster
}

/** A proxy in front of each server, to count what reaches it, and the URL of all of them. */
async function proxied(servers: readonly string[]): Promise<{ proxies: readonly FaultProxy[]; url: string }> {
  const proxies = await Promise.all(
    servers.map((url) => FaultProxy.start({ host: '127.0.0.1', port: Number(new URL(url).port) })),
  )
  onTestFinished(async () => void (await Promise.all(proxies.map((proxy) => proxy.close()))))
  const [first = ''] = servers
  return { proxies, url: first.replace(new URL(first).host, proxies.map(({ port }) => `127.0.0.1:${port}`).join()) }
}

await describeOwn('patroni', '64 writers in a process of their own, on a cluster of two', () => {
  const start = testProgram('packages/postgres', 'faults/ledger-program.ts', drivers)

  it('lose nothing and apply nothing twice when the primary is killed, returns, and takes over again', {
    timeout: 120_000,
  }, async () => {
    const cluster = await startCluster()
    const { pathname } = new URL(await postgresLedger.database(await cluster.primary()))
    const servers = cluster.urls.map((url) => urlWith(url, { pathname }))
    const { proxies, url } = await proxied(servers)
    const file = join(await tempFolder(), 'ledger.json')
    const writers = await followWriters(start([url, file]))

    const attempts = proxies.map(({ connections }) => connections)
    const killed = Date.now()
    await cluster.killPrimary()
    const after = await untilWritten(servers)
    for (const [place, { connections }] of proxies.entries())
      expect(connections - (attempts[place] ?? 0)).toBeLessThanOrEqual(attemptsWithin(after - killed))
    expect((await writers.acknowledgedAfter(after)) - after).toBeLessThan(patience)
    await writers.acknowledgedMore(500)

    await cluster.restart()
    await writers.acknowledgedMore(500)

    const before = await cluster.primary()
    await cluster.switchover()
    expect(await cluster.primary()).not.toBe(before)
    const changed = await untilWritten(servers)
    expect((await writers.acknowledgedAfter(changed)) - changed).toBeLessThan(patience)
    await writers.end()

    const primary = urlWith(await cluster.primary(), { pathname })
    const ledger = await proveLedger(sqlAt, primary, file)
    expect(codesOf(ledger)).toEqual(['unavailable'])
  })
})
