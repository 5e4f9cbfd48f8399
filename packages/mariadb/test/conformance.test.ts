import { describeStorage } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbHarness } from './mariadb-harness.js'

await describeOn('mariadb', 'the storage suite', () => describeStorage(mariadbHarness(() => freshMariadb())))
await describeOn('mysql', 'the storage suite', () => describeStorage(mariadbHarness(() => freshMariadb('mysql'))))
