import type { CaseContext, ClosableStore } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import { equal, holds, outcome, rejects } from '../expectations.js'
import type { Harness } from '../harness.js'
import type { ContractCalls } from './contract-calls.js'

/** Opening and closing. */
export function lifecycleCases<Store extends ClosableStore, Context extends CaseContext<Store, Harness<Store>>>(
  contract: ContractCalls<Store, Context>,
): readonly ConformanceCase<Context>[] {
  const { seed, read, probe } = contract
  const id = (name: string) => `${contract.contract}/lifecycle/${name}`
  return [
    {
      id: id('open-and-close'),
      group: 'lifecycle',
      title: 'a store that is never used can be closed',
      async run(context) {
        const store = await context.open()
        await store.close()
      },
    },
    {
      id: id('probe'),
      group: 'lifecycle',
      title: 'the probe resolves on a healthy store, again and again',
      async run(context) {
        for (const time of ['first', 'second']) equal(await outcome(probe(context.store, context)), 'ok', time)
      },
    },
    {
      id: id('close-twice'),
      group: 'lifecycle',
      title: 'closing again does nothing, one after the other and at once',
      async run(context) {
        const store = await context.open()
        await Promise.all([store.close(), store.close()])
        await store.close()
      },
    },
    {
      id: id('closed'),
      group: 'lifecycle',
      title: 'every call on a closed store throws closed',
      async run(context) {
        const store = await context.open()
        await probe(store, context)
        await store.close()
        for (const [name, call] of Object.entries({ probe, ...contract.calls })) {
          await rejects(call(store, context), 'closed', name)
        }
      },
    },
    {
      id: id('close-during-calls'),
      group: 'lifecycle',
      title: 'calls under way when the store is closed end, with an answer or an error that says so',
      async run(context) {
        const store = await context.open()
        await seed(context.store, context)
        const calls = Array.from({ length: 12 }, () => outcome(read(store, context)))
        await store.close()
        const allowed = ['ok', 'closed', 'unavailable', 'aborted']
        for (const code of await Promise.all(calls)) holds(allowed.includes(code), `a call ended with ${code}`)
        await rejects(read(store, context), 'closed', 'a call afterwards')
      },
    },
    {
      id: id('close-leaves-others'),
      group: 'lifecycle',
      title: 'closing one store does not close another on the same place',
      async run(context) {
        const store = await context.open()
        await probe(store, context)
        await store.close()
        equal(await outcome(probe(context.store, context)), 'ok', 'the probe of the other store')
      },
    },
    {
      id: id('kept'),
      group: 'lifecycle',
      title: 'what a closed store wrote is there for the next one',
      async run(context) {
        const first = await context.open()
        await seed(first, context)
        const expected = await read(first, context)
        await first.close()
        const second = await context.open()
        equal(await read(second, context), expected, 'what was written')
        holds(expected !== undefined, 'what was written is absent')
      },
    },
  ]
}
