import { randomUUID } from 'node:crypto'
import type { SecretsStore } from '@dmt-providers/core'
import { CaseContext } from '../case-context.js'
import type { ConformanceCase } from '../conformance-case.js'
import type { SecretsHarness } from '../harness.js'

/** What a secrets case works with: a shared store, and a place in it that no other case uses. */
export class SecretsContext extends CaseContext<SecretsStore, SecretsHarness> {
  /** Start of every path of this case; ends with a slash. */
  readonly prefix = `conformance/${randomUUID()}/`
}

/** One case of the secrets suite. */
export type SecretsCase = ConformanceCase<SecretsContext>
