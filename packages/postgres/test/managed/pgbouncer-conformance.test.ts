import { describeStorage } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { testServer } from '../../../../tooling/servers/test-server.js'
import { postgresHarness } from '../postgres-harness.js'
import { sqlAt } from '../sql-at.js'

const server = await testServer('postgres')
const lower = isMissing(server) ? [] : await sqlAt(server.url, `select lower('É') = 'é' as known`)

await describeOwn('pgbouncer', 'the storage suite, with preparedStatements=false', async () => {
  await describeOn('postgres', 'behind a proxy that pools transactions', () =>
    describeStorage(postgresHarness(lower[0]?.known === true, 'through-pgbouncer')),
  )
})
