import { differentialSequence, replay } from '@dmt-providers/conformance'
import type { StorageStore } from '@dmt-providers/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerAlike } from '../../../tooling/fixtures/answer-alike.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { createPglite, createPostgres } from '../src/index.js'

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

  answerAlike([101, 102, 103, 104], () => stores)

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
