import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { registerProvider } from '@dmt-providers/core'
import { sealedSecretsHarness } from '../../../tooling/fixtures/sealed-secrets-harness.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMssql } from '../../../tooling/servers/mssql/fresh-mssql.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { providers } from '../src/index.js'

for (const provider of providers) registerProvider(provider)

await describeOn('mssql', 'sealed secrets', () =>
  describeSecrets(sealedSecretsHarness({ product: 'SQL Server', fresh: freshMssql, run: mssqlAt })),
)
