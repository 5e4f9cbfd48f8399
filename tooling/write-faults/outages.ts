import { setTimeout as pass } from 'node:timers/promises'
import type { FaultProxy } from '@dmt-providers/conformance'
import { expect, it } from 'vitest'
import type { Running } from '../fixtures/running-program.js'
import type { KindName } from '../servers/kinds.js'
import { ownServer } from '../servers/own-server.js'
import type { OwnServer } from '../servers/server.js'
import { codesOf } from './ledger.js'
import { type LedgerProduct, startWriters } from './writers.js'

/** Milliseconds after which a store must have answered, once its server does. */
const patience = 5_000

/**
 * What may reach a server that is away: what was under way, one attempt for each caller and one for each connection
 * that broke; then the tries of the circuit breaker, whose pauses of 12 to 25 ms double up to half a second to a second.
 */
const [callers, pool, triesInFirstSecond, triesPerSecond] = [64, 10, 7, 2]

/** A way to end a server and start it again; `false` when that cannot be done on this machine. */
export type End = readonly [how: string, end: (server: OwnServer) => Promise<boolean>]

const ends: readonly End[] = [
  ['restarted in order', (server) => server.restart().then(() => true)],
  ['killed and started', (server) => server.kill().then(() => server.restart().then(() => true))],
]

/** Registers the outages of a server as tests, for 64 writers in a process of their own; `more` are a product's own ends. */
export function outages(
  kind: KindName,
  product: LedgerProduct,
  start: (args: readonly string[]) => Running,
  more: readonly End[] = [],
): void {
  const own = ownServer(kind)

  it.for([...ends, ...more])(
    'lose nothing and apply nothing twice when the server is %s',
    async ([, end], { skip }) => {
      const server = own() ?? skip(`no ${kind} server`)
      const writers = await startWriters(product, server.url, start)
      if (!(await end(server))) skip('the processes of the server are not of this machine')
      const back = await writers.serverIsBack()
      expect((await writers.acknowledgedAfter(back)) - back).toBeLessThan(patience)
      expect(codesOf(await writers.settle())).toEqual(['unavailable'])
    },
  )

  it('lose nothing and apply nothing twice when connections break within replies', async ({ skip }) => {
    const server = own() ?? skip(`no ${kind} server`)
    const writers = await startWriters(product, server.url, start)
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
    const server = own() ?? skip(`no ${kind} server`)
    const writers = await startWriters(product, server.url, start)
    await server.kill()
    expect(await connectionsWithin(1_000, writers.proxy)).toBeLessThanOrEqual(callers + pool + triesInFirstSecond)
    expect(await connectionsWithin(2_000, writers.proxy)).toBeLessThanOrEqual(2 * triesPerSecond)
    await server.restart()
    const back = await writers.serverIsBack()
    expect((await writers.acknowledgedAfter(back)) - back).toBeLessThan(patience)
    expect(codesOf(await writers.settle())).toEqual(['unavailable'])
  })
}

async function connectionsWithin(milliseconds: number, proxy: FaultProxy): Promise<number> {
  const before = proxy.connections
  await pass(milliseconds)
  return proxy.connections - before
}
