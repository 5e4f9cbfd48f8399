import type { CaseContext, ClosableStore } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import { equal, holds, outcome, rejects, showsNone } from '../expectations.js'
import type { Harness } from '../harness.js'
import type { ContractCalls } from './contract-calls.js'

/** Options are checked strictly, all at once, and never printed. */
export function optionCases<Store extends ClosableStore, Context extends CaseContext<Store, Harness<Store>>>(
  contract: ContractCalls<Store, Context>,
): readonly ConformanceCase<Context>[] {
  const id = (name: string) => `${contract.contract}/options/${name}`
  const refused = async (context: Context, added: Readonly<Record<string, unknown>>) => {
    const open = async () => {
      const store = await context.openWithOptions(added)
      await contract.probe(store, context)
    }
    return await rejects(open(), 'invalid-options', 'opening the store')
  }
  return [
    {
      id: id('none-added'),
      group: 'options',
      title: 'the valid options alone open a store that answers',
      needs: ['options'],
      async run(context) {
        const store = await context.openWithOptions({})
        equal(await outcome(contract.probe(store, context)), 'ok', 'probe')
      },
    },
    {
      id: id('unknown'),
      group: 'options',
      title: 'an unknown option throws invalid-options that names it',
      needs: ['options'],
      async run(context) {
        const error = await refused(context, { notAnOption: 1 })
        holds(error.message.includes('notAnOption'), `the message names the option: ${error.message}`)
      },
    },
    {
      id: id('all-at-once'),
      group: 'options',
      title: 'every problem is reported at once',
      needs: ['options'],
      async run(context) {
        const error = await refused(context, { notAnOption: 1, norThisOne: 2 })
        for (const name of ['notAnOption', 'norThisOne']) {
          holds(error.message.includes(name), `the message names ${name}: ${error.message}`)
        }
      },
    },
    {
      id: id('not-printed'),
      group: 'options',
      title: 'the error shows no value, neither of the wrong option nor of the others',
      needs: ['options'],
      async run(context) {
        const error = await refused(context, { notAnOption: 'value-of-an-option' })
        const confidential = context.harness.confidential?.() ?? []
        showsNone(error, ['value-of-an-option', ...confidential], 'the error')
      },
    },
  ]
}
