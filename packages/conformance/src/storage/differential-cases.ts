import { differentialSequence } from '../differential/differential-sequence.js'
import { replay } from '../differential/replay.js'
import { equal } from '../expectations.js'
import { createReferenceStorage } from '../reference/reference-storage.js'
import type { StorageCase } from './storage-context.js'

/** Random sequences of calls have the same outcomes as on the reference. */
export const differentialCases: readonly StorageCase[] = [1, 2, 3].map((seed) => ({
  id: `storage/differential/seed-${seed}`,
  group: 'behaviour',
  title: 'a random sequence of calls has the same outcomes as on the reference',
  async run({ store, tenant, otherTenant }) {
    const sequence = differentialSequence(seed, 250, { tenants: [tenant, otherTenant], scope: tenant })
    const expected = await replay(createReferenceStorage(), sequence)
    for (const [index, outcome] of (await replay(store, sequence)).entries()) {
      equal(outcome, expected[index], `step ${index} of seed ${seed}, ${outcome.call}`)
    }
  },
}))
