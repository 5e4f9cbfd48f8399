import type { StorageStore } from '@dmt-providers/core'
import { createPglite, createPostgres } from '@dmt-providers/postgres'
import { afterAll, beforeAll } from 'vitest'
import { answerAlike } from '../../../tooling/fixtures/answer-alike.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { freshMssql } from '../../../tooling/servers/mssql/fresh-mssql.js'
import { isSqlServer } from '../../../tooling/servers/mssql/server-version.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { testServer } from '../../../tooling/servers/test-server.js'
import { createMssql } from '../src/index.js'

/** A PostgreSQL server where there is one, or else the embedded one. */
const postgres = await testServer('postgres')

await describeOn('mssql', `${isMissing(postgres) ? 'PGlite' : 'PostgreSQL'} and SQL Server`, ({ version }) => {
  const databases: FreshDatabase[] = []
  let stores: readonly [StorageStore, StorageStore]

  beforeAll(async () => {
    const database = await freshMssql()
    databases.push(database)
    stores = [await reference(), createMssql({ url: database.url })]
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

  answerAlike([201, 202, 203, 204, 205, 206], () => stores, isSqlServer(version) ? undefined : withSortedKeys)
})

/** The openjson of engines that are not SQL Server sorts the keys of JSON. */
function withSortedKeys(outcome: unknown): string | undefined {
  return JSON.stringify(outcome, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
