import { isProviderError } from '@dmt-providers/core'
import type { CaseContext, ClosableStore } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import { equal, holds, outcome, rejects } from '../expectations.js'
import type { FaultProxy } from '../fault-proxy.js'
import type { Harness } from '../harness.js'
import type { ContractCalls } from './contract-calls.js'

/** Milliseconds until a call on a hung server gives up: long enough for every call to reach the server. */
const deadline = { timeoutMs: 400 }

/** Milliseconds within which a store must answer after its server's return. */
const patience = 5_000

/** Calls again while the answer is `unavailable`, as the store tries a server that was away with some calls only. */
async function onceAvailable<T>(call: () => Promise<T>): Promise<T> {
  const late = performance.now() + patience
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!isProviderError(error) || error.code !== 'unavailable' || performance.now() > late) throw error
    }
  }
}

/** What a store does while its server refuses, hangs or breaks off; and that it then goes on. */
export function outageCases<Store extends ClosableStore, Context extends CaseContext<Store, Harness<Store>>>(
  contract: ContractCalls<Store, Context>,
): readonly ConformanceCase<Context>[] {
  const { seed, read, write, wasWritten, probe } = contract
  const outage = (name: string, title: string, run: (context: Context) => Promise<void>): ConformanceCase<Context> => ({
    id: `${contract.contract}/outage/${name}`,
    group: 'outage',
    title,
    needs: ['endpoint'],
    run,
  })
  /** A store behind a proxy, in use before the fault, and what it must read once the fault is over. */
  const inUse = async (context: Context) => {
    await seed(context.store, context)
    const expected = await read(context.store, context)
    // One repeat: a pool may still hold one connection that it does not know to be dead.
    const { store, proxy } = await context.openBehindProxy({ retries: 1 })
    await probe(store, context)
    const check = (found: unknown) => {
      equal(found, expected, 'read once the server is back')
      holds(expected !== undefined, 'what was written is absent')
    }
    const readsAtOnce = async () => check(await read(store, context))
    const goesOn = async () => check(await onceAvailable(() => read(store, context)))
    return { store, proxy, readsAtOnce, goesOn }
  }
  const unavailableWhile = (name: string, what: string, fault: (proxy: FaultProxy) => void | Promise<void>) =>
    outage(name, `while ${what} every call throws unavailable, and works afterwards`, async (context) => {
      const { store, proxy, goesOn } = await inUse(context)
      await fault(proxy)
      for (const [call, make] of Object.entries({ probe, ...contract.calls })) {
        const error = await rejects(make(store, context), 'unavailable', call)
        equal(error.retryable, true, `${call}: retryable`)
      }
      await proxy.recover()
      await goesOn()
    })
  return [
    unavailableWhile('refused', 'the server refuses connections', (proxy) => proxy.refuse()),
    unavailableWhile('cut-before-reply', 'connections break before a reply', (proxy) => proxy.cutMidReply(0)),
    unavailableWhile('cut-mid-reply', 'connections break within a reply', (proxy) => proxy.cutMidReply(1)),
    outage('hung', 'while the server hangs every call throws timeout, and works afterwards', async (context) => {
      const { store, proxy, goesOn } = await inUse(context)
      proxy.hang()
      const calls = Object.entries({ probe, ...contract.calls })
      await Promise.all(calls.map(([call, make]) => rejects(make(store, context, deadline), 'timeout', call)))
      await proxy.recover()
      await goesOn()
    }),
    outage('idle-connections-dropped', 'idle connections that break are replaced unseen', async (context) => {
      const { proxy, readsAtOnce } = await inUse(context)
      for (let round = 0; round < 3; round += 1) {
        proxy.dropConnections()
        await readsAtOnce()
      }
    }),
    outage('write-cut', 'a write whose reply is cut throws unavailable and is not repeated', async (context) => {
      const { store, proxy } = await context.openBehindProxy()
      await probe(store, context)
      // Once: a second attempt would get through, and the answer would not be that the outcome is unknown.
      proxy.cutMidReply(0, 1)
      await rejects(write(store, context), 'unavailable', 'write')
      const own = await wasWritten(store, context)
      const others = await wasWritten(context.store, context)
      // It may have been under way until now: who looked too early looks again.
      equal(others && !own ? await wasWritten(store, context) : own, others, 'what this store and another one see')
    }),
    outage(
      'opened-while-away',
      'a store opened without its server says so, and works once it is back',
      async (context) => {
        const { proxy } = await inUse(context)
        await proxy.refuse()
        const open = async () => {
          const store = await context.openAt(proxy, { retries: 0 })
          await probe(store, context)
        }
        await rejects(open(), 'unavailable', 'while the server is away')
        await proxy.recover()
        equal(await outcome(open()), 'ok', 'once it is back')
      },
    ),
    outage(
      'closed-while-hung',
      'a store can be closed while its server hangs, and calls under way end',
      async (context) => {
        const { store, proxy } = await inUse(context)
        proxy.hang()
        const call = rejects(read(store, context, deadline), ['timeout', 'closed', 'aborted', 'unavailable'], 'read')
        await store.close()
        await call
      },
    ),
  ]
}
