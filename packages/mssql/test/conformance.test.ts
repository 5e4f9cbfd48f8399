import { describeStorage } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMssql } from '../../../tooling/servers/mssql/fresh-mssql.js'
import { storageGaps } from './engine-gaps.js'
import { mssqlHarness } from './mssql-harness.js'

await describeOn('mssql', 'the storage suite', ({ version }) =>
  describeStorage(
    mssqlHarness(() => freshMssql()),
    { notRun: storageGaps(version) },
  ),
)
