import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { registerProvider } from '@dmt-providers/core'
import { sealedSecretsHarness } from '../../../tooling/fixtures/sealed-secrets-harness.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { providers } from '../src/index.js'

for (const provider of providers) registerProvider(provider)

for (const [kind, product] of [
  ['mariadb', 'MariaDB'],
  ['mysql', 'MySQL'],
] as const) {
  const harness = sealedSecretsHarness({ product, fresh: () => freshMariadb(kind), run: mariadbAt })
  await describeOn(kind, 'sealed secrets', () => describeSecrets(harness))
}
