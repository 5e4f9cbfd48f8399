import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { secretsHarness } from './secrets-harness.js'

await describeOn('mariadb', 'sealed secrets', () => describeSecrets(secretsHarness(() => freshMariadb())))
await describeOn('mysql', 'sealed secrets', () => describeSecrets(secretsHarness(() => freshMariadb('mysql'))))
