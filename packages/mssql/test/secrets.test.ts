import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMssql } from '../../../tooling/servers/mssql/fresh-mssql.js'
import { secretsHarness } from './secrets-harness.js'

await describeOn('mssql', 'sealed secrets', () => describeSecrets(secretsHarness(() => freshMssql())))
