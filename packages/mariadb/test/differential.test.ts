import { differentialSequence, type Outcome, replay } from '@dmt-providers/conformance'
import type { StorageStore } from '@dmt-providers/core'
import { createPglite, createPostgres } from '@dmt-providers/postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { testServer } from '../../../tooling/servers/test-server.js'
import { createMariadb } from '../src/index.js'

const seeds = [201, 202, 203, 204, 205, 206]
const steps = 400

/** A PostgreSQL server where there is one, or else the embedded one. */
const postgres = await testServer('postgres')

await describeOn('mariadb', `${isMissing(postgres) ? 'PGlite' : 'PostgreSQL'} and MariaDB`, () => {
  const databases: FreshDatabase[] = []
  let stores: readonly [StorageStore, StorageStore]

  beforeAll(async () => {
    const database = await freshMariadb()
    databases.push(database)
    stores = [await reference(), createMariadb({ url: database.url })]
  })

  afterAll(async () => {
    for (const store of stores) await store.close()
    for (const database of databases) await database.drop()
  })

  async function reference(): Promise<StorageStore> {
    if (isMissing(postgres)) return createPglite({ folder: 'memory' })
    const database = await freshDatabase()
    databases.push(database)
    return createPostgres({ url: database.url })
  }

  it.each(seeds)(`answer ${steps} random calls of seed %i alike`, async (seed) => {
    const scope = `s${seed}`
    const sequence = differentialSequence(seed, steps, { tenants: [`${scope}-a`, `${scope}-b`, `${scope}-c`], scope })
    const [expected, actual] = await Promise.all(stores.map((store) => replay(store, sequence)))
    expect(actual).toHaveLength(steps)
    expect(firstDifference(expected ?? [], actual ?? [])).toBeUndefined()
  })
})

/** The first step whose outcomes differ, which tells more than two lists of hundreds. */
function firstDifference(expected: readonly Outcome[], actual: readonly Outcome[]): object | undefined {
  const step = expected.findIndex((outcome, index) => JSON.stringify(outcome) !== JSON.stringify(actual[index]))
  return step === -1 ? undefined : { step, postgres: expected[step], mariadb: actual[step] }
}
