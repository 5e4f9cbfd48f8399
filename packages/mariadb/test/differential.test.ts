import type { StorageStore } from '@dmt-providers/core'
import { createPglite, createPostgres } from '@dmt-providers/postgres'
import { afterAll, beforeAll } from 'vitest'
import { answerAlike } from '../../../tooling/fixtures/answer-alike.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { testServer } from '../../../tooling/servers/test-server.js'
import { createMariadb } from '../src/index.js'

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

  answerAlike([201, 202, 203, 204, 205, 206], () => stores)
})
