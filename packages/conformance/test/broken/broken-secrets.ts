import type { SecretsDriver } from '@dmt-providers/core'
import type { ReferenceVault } from '../../src/reference/reference-secrets.js'

/** A driver that does one thing wrong, which is a mistake that a provider could make. */
export interface BrokenSecrets {
  /** What it does wrong. */
  readonly does: string
  breaks(driver: SecretsDriver, vault: ReferenceVault): Partial<SecretsDriver>
  /** Cases that must fail; every other must pass. */
  readonly fails: readonly string[]
}
