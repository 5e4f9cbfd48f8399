import { getEventListeners } from 'node:events'
import type { CaseContext, ClosableStore } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import { equal, holds, outcome, rejects } from '../expectations.js'
import type { Harness } from '../harness.js'
import type { ContractCalls } from './contract-calls.js'

/** Signals and deadlines. */
export function cancellationCases<Store extends ClosableStore, Context extends CaseContext<Store, Harness<Store>>>(
  contract: ContractCalls<Store, Context>,
): readonly ConformanceCase<Context>[] {
  const { seed, read, write, wasWritten, probe } = contract
  const id = (name: string) => `${contract.contract}/cancellation/${name}`
  return [
    {
      id: id('aborted-before'),
      group: 'cancellation',
      title: 'a signal that has fired already throws aborted from every call, and nothing is written',
      async run(context) {
        const options = { signal: AbortSignal.abort() }
        for (const [name, call] of Object.entries({ probe, ...contract.calls })) {
          await rejects(call(context.store, context, options), 'aborted', name)
        }
        await rejects(write(context.store, context, options), 'aborted', 'write')
        equal(await wasWritten(context.store, context), false, 'was written')
      },
    },
    {
      id: id('aborted-during'),
      group: 'cancellation',
      title: 'a signal that fires during a call ends it, with an answer or with aborted, and the store stays usable',
      async run(context) {
        await seed(context.store, context)
        const expected = await read(context.store, context)
        for (let round = 0; round < 10; round += 1) {
          const controller = new AbortController()
          const call = outcome(read(context.store, context, { signal: controller.signal }))
          controller.abort()
          holds(['ok', 'aborted'].includes(await call), 'ended with an answer or with aborted')
        }
        equal(await read(context.store, context), expected, 'the next call')
      },
    },
    {
      id: id('no-listener-left'),
      group: 'cancellation',
      title: 'a call that ended leaves no listener on its signal',
      async run(context) {
        const { signal } = new AbortController()
        for (let round = 0; round < 3; round += 1) await probe(context.store, context, { signal })
        equal(getEventListeners(signal, 'abort').length, 0, 'listeners')
      },
    },
    {
      id: id('aborted-while-hung'),
      group: 'cancellation',
      title: 'a signal ends a call that waits for a server which does not answer',
      needs: ['endpoint'],
      async run(context) {
        const { store, proxy } = await context.openBehindProxy()
        await seed(store, context)
        proxy.hang()
        const controller = new AbortController()
        const call = rejects(read(store, context, { signal: controller.signal }), 'aborted', 'read')
        controller.abort()
        await call
        await proxy.recover()
        holds((await read(store, context)) !== undefined, 'read afterwards: what was written is absent')
      },
    },
    {
      id: id('one-millisecond'),
      group: 'cancellation',
      title: 'a deadline of one millisecond throws timeout when the server does not answer',
      needs: ['endpoint'],
      async run(context) {
        const { store, proxy } = await context.openBehindProxy()
        await seed(store, context)
        proxy.hang()
        await rejects(read(store, context, { timeoutMs: 1 }), 'timeout', 'read')
        await proxy.recover()
        holds((await read(store, context)) !== undefined, 'read afterwards: what was written is absent')
      },
    },
  ]
}
