import { anyContractCases } from '../any-contract/any-contract-cases.js'
import { deviceBatchCases } from './devices/device-batch-cases.js'
import { deviceKeyCases } from './devices/device-key-cases.js'
import { deviceListCases } from './devices/device-list-cases.js'
import { deviceRowCases } from './devices/device-row-cases.js'
import { deviceStreamCases } from './devices/device-stream-cases.js'
import { deviceTagCases } from './devices/device-tag-cases.js'
import { deviceTenantCases } from './devices/device-tenant-cases.js'
import { deviceTextCases } from './devices/device-text-cases.js'
import { differentialCases } from './differential-cases.js'
import { errorCases } from './error-cases.js'
import { forEachNamedTable } from './named-tables/for-each-named-table.js'
import { nameCases } from './named-tables/name-cases.js'
import { pageCases } from './named-tables/page-cases.js'
import { rowCases } from './named-tables/row-cases.js'
import { tenantCases } from './named-tables/tenant-cases.js'
import { textCases } from './named-tables/text-cases.js'
import { uniqueCases } from './named-tables/unique-cases.js'
import { versionCases } from './named-tables/version-cases.js'
import { hiddenFieldCases } from './references/hidden-field-cases.js'
import { linkCases } from './references/link-cases.js'
import { referenceCases } from './references/reference-cases.js'
import { secondStoreCases } from './second-store-cases.js'
import { storageCalls } from './storage-calls.js'
import type { StorageCase } from './storage-context.js'

/** Every case of the storage contract. */
export const storageCases: readonly StorageCase[] = [
  ...deviceRowCases,
  ...deviceKeyCases,
  ...deviceListCases,
  ...deviceTagCases,
  ...deviceTenantCases,
  ...deviceTextCases,
  ...deviceBatchCases,
  ...deviceStreamCases,
  ...forEachNamedTable(rowCases),
  ...forEachNamedTable(nameCases),
  ...forEachNamedTable(pageCases),
  ...forEachNamedTable(tenantCases),
  ...forEachNamedTable(textCases),
  ...forEachNamedTable(versionCases),
  ...uniqueCases,
  ...referenceCases,
  ...linkCases,
  ...hiddenFieldCases,
  ...errorCases,
  ...secondStoreCases,
  ...anyContractCases(storageCalls),
  ...differentialCases,
]
