import { registerProvider } from '@dmt-providers/core'
import { providers } from '@dmt-providers/postgres'
import { describe } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshDatabase } from '../../../tooling/servers/fresh-database.js'

for (const provider of providers) registerProvider(provider)

/** An empty storage of the test's own. */
export interface OwnStorage {
  url: string
  drop(): Promise<void>
}

/** One suite on the embedded storage and on a PostgreSQL server; `fresh` gives an empty storage. */
export async function describeOnStorages(
  title: string,
  suite: (fresh: () => Promise<OwnStorage>) => void,
): Promise<void> {
  describe(`${title} [on pglite]`, () => suite(async () => ({ url: 'pglite:memory', drop: async () => undefined })))
  await describeOn('postgres', title, () => suite(freshDatabase))
}
