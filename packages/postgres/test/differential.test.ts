import { differentialSequence, type Outcome, replay } from '@dmt-providers/conformance'
import type { StorageStore } from '@dmt-providers/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { createPglite, createPostgres } from '../src/index.js'

const seeds = [101, 102, 103, 104]
const steps = 400

await describeOn('postgres', 'PostgreSQL and PGlite', () => {
  let database: FreshDatabase
  let stores: readonly [StorageStore, StorageStore]

  beforeAll(async () => {
    database = await freshDatabase()
    stores = [createPostgres({ url: database.url }), createPglite({ folder: 'memory' })]
  })

  afterAll(async () => {
    for (const store of stores) await store.close()
    await database.drop()
  })

  it.each(seeds)(`answer ${steps} random calls of seed %i alike`, async (seed) => {
    const scope = `s${seed}`
    const sequence = differentialSequence(seed, steps, { tenants: [`${scope}-a`, `${scope}-b`, `${scope}-c`], scope })
    const [expected, actual] = await Promise.all(stores.map((store) => replay(store, sequence)))
    expect(actual).toHaveLength(steps)
    expect(firstDifference(expected ?? [], actual ?? [])).toBeUndefined()
  })

  it('see each kind of outcome among them', async () => {
    const [store] = stores
    const outcomes = await replay(store, differentialSequence(105, 800, { tenants: ['k', 'l'], scope: 'k' }))
    const kinds = new Set(outcomes.map(({ error }) => error ?? 'answer'))
    expect([...kinds].sort()).toEqual([
      'answer',
      'conflict: duplicate',
      'conflict: in-use',
      'conflict: missing-reference',
      'invalid-argument',
      'not-found',
      'stale-version',
    ])
  })
})

/** The first step whose outcomes differ, which tells more than two lists of hundreds. */
function firstDifference(expected: readonly Outcome[], actual: readonly Outcome[]): object | undefined {
  const step = expected.findIndex((outcome, index) => JSON.stringify(outcome) !== JSON.stringify(actual[index]))
  return step === -1 ? undefined : { step, postgres: expected[step], pglite: actual[step] }
}
