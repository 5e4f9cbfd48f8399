import type { CaseContext, ClosableStore } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import type { Harness } from '../harness.js'
import { cancellationCases } from './cancellation-cases.js'
import type { ContractCalls } from './contract-calls.js'
import { lifecycleCases } from './lifecycle-cases.js'
import { optionCases } from './option-cases.js'
import { outageCases } from './outage-cases.js'
import { situationCases } from './situation-cases.js'

/** The cases that hold for every contract, for one of them. */
export function anyContractCases<Store extends ClosableStore, Context extends CaseContext<Store, Harness<Store>>>(
  contract: ContractCalls<Store, Context>,
): readonly ConformanceCase<Context>[] {
  return [
    ...lifecycleCases(contract),
    ...cancellationCases(contract),
    ...outageCases(contract),
    ...situationCases(contract),
    ...optionCases(contract),
  ]
}
