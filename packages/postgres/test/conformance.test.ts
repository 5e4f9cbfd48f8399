import { describeStorage } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { testServer } from '../../../tooling/servers/test-server.js'
import { pgliteHarness } from './pglite-harness.js'
import { postgresHarness } from './postgres-harness.js'
import { sqlAt } from './sql-at.js'

describeStorage(pgliteHarness())

const server = await testServer('postgres')
/** citext compares by the lower case that the database's locale knows. */
const lower = isMissing(server) ? [] : await sqlAt(server.url, `select lower('É') = 'é' as known`)

await describeOn('postgres', 'the storage suite', () => describeStorage(postgresHarness(lower[0]?.known === true)))
