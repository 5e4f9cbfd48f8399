import { anyContractCases } from '../any-contract/any-contract-cases.js'
import { configCalls } from './config-calls.js'
import type { ConfigCase } from './config-context.js'
import { configKeyCases } from './config-key-cases.js'
import { configListCases } from './config-list-cases.js'
import { configValueCases } from './config-value-cases.js'
import { configVersionCases } from './config-version-cases.js'
import { configWatchCases } from './config-watch-cases.js'
import { configWatchOutageCases } from './config-watch-outage-cases.js'
import { configWatchSharingCases } from './config-watch-sharing-cases.js'

/** Every case of the config contract. */
export const configCases: readonly ConfigCase[] = [
  ...configValueCases,
  ...configKeyCases,
  ...configListCases,
  ...configVersionCases,
  ...configWatchCases,
  ...configWatchSharingCases,
  ...configWatchOutageCases,
  ...anyContractCases(configCalls),
]
