import type { SecretsHarness, StorageHarness } from './harness.js'
import type { Need } from './need.js'

/** A need that a harness does not offer, and why. */
export interface MissingNeed {
  need: Need
  reason: string
}

type AnyHarness = StorageHarness | SecretsHarness

const offers: Readonly<Partial<Record<Need, (harness: AnyHarness) => boolean>>> = {
  'second-store': (harness) => harness.openSecond !== undefined,
  raw: (harness) => harness.contract === 'storage' && harness.raw !== undefined,
  'raw-corrupt': (harness) => harness.contract === 'secrets' && harness.raw?.corrupt !== undefined,
  'raw-stored': (harness) => harness.contract === 'secrets' && harness.raw?.stored !== undefined,
  endpoint: (harness) => harness.endpoint !== undefined,
  options: (harness) => harness.openWithOptions !== undefined,
  'compare-and-set': (harness) => harness.contract === 'secrets' && harness.capabilities.compareAndSet,
  history: (harness) => harness.contract === 'secrets' && harness.capabilities.history,
  'key-order': (harness) => harness.contract === 'secrets' && harness.keyOrder === true,
  'unicode-case': (harness) => harness.contract === 'storage' && harness.unicodeCase === true,
}

/** The first of these needs that the harness does not offer, with the reason by name; `undefined` when all are met. */
export function missingNeed(harness: AnyHarness, needs: readonly Need[] = []): MissingNeed | undefined {
  const need = needs.find((one) => !isOffered(harness, one))
  if (need === undefined) return undefined
  return { need, reason: harness.reasons?.[need] ?? `the harness of ${harness.provider} offers no ${need}` }
}

function isOffered(harness: AnyHarness, need: Need): boolean {
  const known = offers[need]
  if (known !== undefined) return known(harness)
  return harness.openWith !== undefined && need in harness.openWith
}
