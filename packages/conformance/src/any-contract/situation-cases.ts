import type { ErrorCode } from '@dmt-providers/core'
import type { CaseContext, ClosableStore } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import { rejects, showsNone } from '../expectations.js'
import type { Harness, Situation } from '../harness.js'
import type { ContractCalls } from './contract-calls.js'

/** What every call must throw in a situation; `wrong-key` is a matter of secrets alone. */
const expected: Readonly<Record<Exclude<Situation, 'wrong-key'>, readonly ErrorCode[]>> = {
  'wrong-password': ['unauthenticated'],
  'unknown-user': ['unauthenticated'],
  'unknown-database': ['invalid-options', 'not-found', 'unauthenticated', 'permission-denied', 'unavailable'],
  'no-permission': ['permission-denied'],
  unreachable: ['unavailable'],
  sealed: ['unavailable'],
  exhausted: ['limit-exceeded'],
  'future-schema': ['unsupported'],
}

/** Stores that are opened into trouble: each call says which, and none shows a credential. */
export function situationCases<Store extends ClosableStore, Context extends CaseContext<Store, Harness<Store>>>(
  contract: ContractCalls<Store, Context>,
): readonly ConformanceCase<Context>[] {
  const situations = Object.keys(expected) as (keyof typeof expected)[]
  return situations.map((situation) => ({
    id: `${contract.contract}/errors/${situation}`,
    group: 'errors',
    title: `${situation}: every call throws ${expected[situation].join(' or ')} and shows no credential`,
    needs: [situation],
    async run(context) {
      const confidential = context.harness.confidential?.() ?? []
      // A client without permission may still be let in, so the probe is not among the calls there.
      const { probe, calls } = contract
      const every = situation === 'no-permission' ? calls : { probe, ...calls }
      const opened = await Promise.allSettled([context.openWith(situation, { retries: 0 })])
      for (const [name, call] of Object.entries(every)) {
        const attempt = async () => {
          if (opened[0].status === 'rejected') throw opened[0].reason
          await call(opened[0].value, context)
        }
        const error = await rejects(attempt(), expected[situation], name)
        showsNone(error, confidential, name)
      }
    },
  }))
}
