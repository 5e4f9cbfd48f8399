import { anyContractCases } from '../any-contract/any-contract-cases.js'
import { secretListCases } from './secret-list-cases.js'
import { secretPathCases } from './secret-path-cases.js'
import { secretPlaceCases } from './secret-place-cases.js'
import { secretValueCases } from './secret-value-cases.js'
import { secretVersionCases } from './secret-version-cases.js'
import { secretsCalls } from './secrets-calls.js'
import type { SecretsCase } from './secrets-context.js'

/** Every case of the secrets contract. */
export const secretsCases: readonly SecretsCase[] = [
  ...secretValueCases,
  ...secretPathCases,
  ...secretListCases,
  ...secretVersionCases,
  ...secretPlaceCases,
  ...anyContractCases(secretsCalls),
]
