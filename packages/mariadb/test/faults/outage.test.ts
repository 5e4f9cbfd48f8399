import { setTimeout as pass } from 'node:timers/promises'
import type { FaultProxy } from '@dmt-providers/conformance'
import { describe, expect, it } from 'vitest'
import type { OwnServer } from '../../../../tooling/servers/server.js'
import { testProgram } from '../test-program.js'
import type { Ledger } from './ledger.js'
import { ownServer } from './own-server.js'
import { startWriters } from './writers.js'

/** Milliseconds after which a store must have answered, once its server does. */
const patience = 5_000

/**
 * What may reach a server that is away: what was under way, one attempt for each caller and one for each connection
 * that broke; then the tries of the circuit breaker, whose pauses of 12 to 25 ms double up to half a second to a second.
 */
const [callers, pool, triesInFirstSecond, triesPerSecond] = [64, 10, 7, 2]

const ends: readonly [string, (server: OwnServer) => Promise<void>][] = [
  ['restarted in order', (server) => server.restart()],
  ['killed and started', (server) => server.kill().then(() => server.restart())],
]

/** Codes that callers saw, each once. */
const codesOf = ({ failed }: Ledger) => [...new Set(failed.map(({ code }) => code))]

describe('64 writers in a process of their own', () => {
  const start = testProgram('faults/ledger-program.ts')
  const own = ownServer()

  it.for(ends)('lose nothing and apply nothing twice when the server is %s', async ([, end], { skip }) => {
    const server = own() ?? skip('no MariaDB server')
    const writers = await startWriters(server, start)
    await end(server)
    const back = await writers.serverIsBack()
    expect((await writers.acknowledgedAfter(back)) - back).toBeLessThan(patience)
    const ledger = await writers.settle()
    expect(codesOf(ledger)).toEqual(['unavailable'])
  })

  it('lose nothing and apply nothing twice when connections break within replies', async ({ skip }) => {
    const server = own() ?? skip('no MariaDB server')
    const writers = await startWriters(server, start)
    for (const bytes of [0, 1, 40]) {
      writers.proxy.cutMidReply(bytes, 8)
      await writers.acknowledgedMore(100)
    }
    await writers.proxy.recover()
    const ledger = await writers.settle()
    expect(codesOf(ledger)).toEqual(['unavailable'])
    expect(ledger.failed.filter(({ notApplied }) => !notApplied).length).toBeGreaterThan(0)
  })

  it('reach a server that is away with a bounded number of attempts, and it when it is back', async ({ skip }) => {
    const server = own() ?? skip('no MariaDB server')
    const writers = await startWriters(server, start)
    await server.kill()
    expect(await connectionsWithin(1_000, writers.proxy)).toBeLessThanOrEqual(callers + pool + triesInFirstSecond)
    expect(await connectionsWithin(2_000, writers.proxy)).toBeLessThanOrEqual(2 * triesPerSecond)
    await server.restart()
    const back = await writers.serverIsBack()
    expect((await writers.acknowledgedAfter(back)) - back).toBeLessThan(patience)
    const ledger = await writers.settle()
    expect(codesOf(ledger)).toEqual(['unavailable'])
  })
})

async function connectionsWithin(milliseconds: number, proxy: FaultProxy): Promise<number> {
  const before = proxy.connections
  await pass(milliseconds)
  return proxy.connections - before
}
